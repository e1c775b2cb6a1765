/*
 * quiet.h - gives memory back when nothing has been asked for a while.
 *
 * A thousand clients that come at once leave a heap in which every page once
 * held something. glibc keeps it; what libzmq's thread took it keeps even
 * when all have gone. So five seconds after the last message the free pages
 * go back to the system. A daemon that nobody asks wakes for nothing.
 *
 * Errors: NULL from quiet_new(): no memory.
 */
#ifndef QUIET_H
#define QUIET_H

struct event_base;
struct quiet;

struct quiet *quiet_new(struct event_base *base);
void quiet_free(struct quiet *quiet); /* NULL is fine */
/* Something was asked. */
void quiet_stir(struct quiet *quiet);

#endif
