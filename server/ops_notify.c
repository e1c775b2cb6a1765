/*
 * ops_notify.c - systemd's protocol for services (sd_notify(3)): a datagram of
 * lines NAME=value to the socket that NOTIFY_SOCKET names.
 */
#include <errno.h>
#include <event2/event.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "ops.h"

static struct event *watchdog; /* one a process, as systemd has it */

/* Since 253 systemd wants to know when a reload began, by the monotonic clock. */
static size_t complete(const char *state, char *text, size_t size)
{
	struct timespec now;
	int length;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (strcmp(state, "RELOADING=1") == 0)
		length = snprintf(text, size, "%s\nMONOTONIC_USEC=%lld", state,
				  (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	else
		length = snprintf(text, size, "%s", state);
	return (size_t)length < size ? (size_t)length : size - 1;
}

int ops_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t path_size = path ? strlen(path) : 0;
	char text[512];
	size_t size = complete(state, text, sizeof(text));
	int fd, err = 0;

	if (path_size == 0)
		return 0;
	if ((path[0] != '/' && path[0] != '@') || path_size >= sizeof(address.sun_path))
		return -EINVAL;
	memcpy(address.sun_path, path, path_size);
	if (path[0] == '@') /* a name that is no file */
		address.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -errno;
	if (sendto(fd, text, size, MSG_NOSIGNAL, (struct sockaddr *)&address,
		   (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path_size)) < 0)
		err = -errno;
	close(fd);
	return err;
}

static void on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	(void)ops_notify("WATCHDOG=1");
}

int ops_watchdog_start(struct event_base *base)
{
	const char *interval = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
	long long half_us = interval ? atoll(interval) / 2 : 0;
	struct timeval every = { (time_t)(half_us / 1000000), (suseconds_t)(half_us % 1000000) };

	if (half_us <= 0 || (pid && atoll(pid) != (long long)getpid()) || watchdog)
		return 0;
	watchdog = event_new(base, -1, EV_PERSIST, on_watchdog, NULL);
	if (!watchdog || event_add(watchdog, &every) != 0)
		return -ENOMEM;
	return ops_notify("WATCHDOG=1");
}

void ops_watchdog_stop(void)
{
	if (watchdog)
		event_free(watchdog);
	watchdog = NULL;
}
