/* clock_ms.h - monotonic milliseconds, for deadlines and pauses. */
#ifndef CLOCK_MS_H
#define CLOCK_MS_H

#include <stdint.h>
#include <time.h>

static inline int64_t clock_monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#endif
