#include "ops.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "buffer.h"
#include "metrics.h"

enum { HEADERS_MAX = 16 * 1024, IDLE_S = 10, BACKLOG = 64 };

struct ops {
	struct ops_options options;
	struct evhttp *http;
	struct event *watchdog;
	struct buffer out;
	int port;
};

/* ---- answering ---- */

struct answer {
	int status;
	const char *reason, *type;
};

static void health(struct ops *ops, struct answer *answer)
{
	(void)answer;
	buffer_add_text(&ops->out, "ok\n");
}

static void readiness(struct ops *ops, struct answer *answer)
{
	const char *why = ops->options.unready ? ops->options.unready(ops->options.arg) : NULL;

	if (why) {
		answer->status = 503;
		answer->reason = "Service Unavailable";
	}
	buffer_printf(&ops->out, "%s\n", why ? why : "ready");
}

static void measures(struct ops *ops, struct answer *answer)
{
	if (ops->options.measure)
		ops->options.measure(ops->options.arg);
	answer->type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_print(&ops->out);
}

/* The whole path, byte for byte: nothing is decoded, so that nothing can be hidden. */
static const struct {
	const char *path;
	void (*answer)(struct ops *ops, struct answer *answer);
} pages[] = { { "/healthz", health }, { "/readyz", readiness }, { "/metrics", measures } };

static const char *header(struct evhttp_request *request, const char *name)
{
	return evhttp_find_header(evhttp_request_get_input_headers(request), name);
}

static bool has_body(struct evhttp_request *request)
{
	const char *length = header(request, "Content-Length");

	return header(request, "Transfer-Encoding") || (length && strcmp(length, "0") != 0) ||
	       evbuffer_get_length(evhttp_request_get_input_buffer(request)) > 0;
}

static void fill(struct ops *ops, struct evhttp_request *request, struct answer *answer)
{
	enum evhttp_cmd_type method = evhttp_request_get_command(request);

	buffer_reset(&ops->out);
	if (has_body(request)) {
		*answer = (struct answer){ 400, "Bad Request", answer->type };
	} else if (method != EVHTTP_REQ_GET && method != EVHTTP_REQ_HEAD) {
		*answer = (struct answer){ 405, "Method Not Allowed", answer->type };
		evhttp_add_header(evhttp_request_get_output_headers(request), "Allow", "GET, HEAD");
	} else {
		for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
			if (strcmp(evhttp_request_get_uri(request), pages[i].path) == 0) {
				pages[i].answer(ops, answer);
				return;
			}
		}
		*answer = (struct answer){ 404, "Not Found", answer->type };
	}
	buffer_printf(&ops->out, "%s\n", answer->reason);
}

static void on_request(struct evhttp_request *request, void *arg)
{
	struct ops *ops = arg;
	struct answer answer = { 200, "OK", "text/plain; charset=utf-8" };
	struct evkeyvalq *headers = evhttp_request_get_output_headers(request);
	struct evbuffer *body = evbuffer_new();
	char length[24];

	fill(ops, request, &answer);
	if (!body || ops->out.failed) {
		if (body)
			evbuffer_free(body);
		evhttp_send_error(request, 500, NULL);
		return;
	}
	evhttp_add_header(headers, "Content-Type", answer.type);
	evhttp_add_header(headers, "Cache-Control", "no-store");
	if (answer.status == 400 || answer.status == 405)
		evhttp_add_header(headers, "Connection", "close");
	if (evhttp_request_get_command(request) == EVHTTP_REQ_HEAD) {
		snprintf(length, sizeof(length), "%zu", ops->out.size);
		evhttp_add_header(headers, "Content-Length", length);
	} else {
		evbuffer_add(body, ops->out.bytes, ops->out.size);
	}
	evhttp_send_reply(request, answer.status, answer.reason, body);
	evbuffer_free(body);
}

/* ---- the service manager ---- */

int ops_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t length = path ? strlen(path) : 0;
	int fd, rc = 0;

	if (length == 0)
		return 0;
	if ((path[0] != '/' && path[0] != '@') || length >= sizeof(to.sun_path))
		return -EINVAL;
	memcpy(to.sun_path, path, length);
	if (path[0] == '@') /* the abstract namespace: the name begins with a zero and has no end */
		to.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&to,
		   (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) < 0)
		rc = -errno;
	close(fd);
	return rc;
}

static void on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what, (void)arg;
	(void)ops_notify("WATCHDOG=1"); /* one that is not heard: the next one will be */
}

/* Feeds at twice the pace asked for; not when the variables were meant for another process. */
static bool feed_watchdog(struct ops *ops, struct event_base *base)
{
	const char *every = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
	long long us = every ? strtoll(every, NULL, 10) / 2 : 0;
	struct timeval tv = { us / 1000000, us % 1000000 };

	if (us <= 0 || (pid && strtoll(pid, NULL, 10) != (long long)getpid()))
		return true;
	ops->watchdog = event_new(base, -1, EV_PERSIST, on_watchdog, ops);
	return ops->watchdog && event_add(ops->watchdog, &tv) == 0;
}

/* ---- life ---- */

static bool is_loopback(const struct sockaddr_storage *address)
{
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;

	if (address->ss_family == AF_INET)
		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	return address->ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

/* libevent takes no port 0, by which the system picks one: it is parsed as another and put back. */
static bool parse_endpoint(const char *endpoint, struct sockaddr_storage *ret_address, int *ret_size)
{
	char text[64];
	size_t length = strlen(endpoint);
	bool any_port = length > 2 && strcmp(endpoint + length - 2, ":0") == 0;

	if (length >= sizeof(text))
		return false;
	strcpy(text, endpoint);
	if (any_port)
		text[length - 1] = '1';
	if (evutil_parse_sockaddr_port(text, (struct sockaddr *)ret_address, ret_size) < 0 || !is_loopback(ret_address))
		return false;
	if (any_port && ret_address->ss_family == AF_INET)
		((struct sockaddr_in *)ret_address)->sin_port = 0;
	else if (any_port)
		((struct sockaddr_in6 *)ret_address)->sin6_port = 0;
	return true;
}

static int bind_loopback(const char *endpoint, int *ret_port)
{
	struct sockaddr_storage address = { 0 };
	int size = sizeof(address), fd, one = 1;
	socklen_t bound = sizeof(address);

	if (!parse_endpoint(endpoint, &address, &size)) {
		errno = EINVAL;
		return -1;
	}
	fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0 ||
	    bind(fd, (struct sockaddr *)&address, (socklen_t)size) < 0 || listen(fd, BACKLOG) < 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &bound) < 0) {
		int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
	*ret_port = ntohs(address.ss_family == AF_INET ? ((struct sockaddr_in *)&address)->sin_port
						       : ((struct sockaddr_in6 *)&address)->sin6_port);
	return fd;
}

static bool listen_for_http(struct ops *ops, struct event_base *base)
{
	int fd = bind_loopback(ops->options.endpoint, &ops->port);

	if (fd < 0) {
		fprintf(stderr,
			"concordatd: cannot listen on %s: %s; it must be a loopback address and a free port (setting ops_endpoint)\n",
			ops->options.endpoint, strerror(errno));
		return false;
	}
	ops->http = evhttp_new(base);
	if (!ops->http || evhttp_accept_socket(ops->http, fd) < 0) {
		close(fd);
		fprintf(stderr, "concordatd: cannot serve %s: no memory\n", ops->options.endpoint);
		return false;
	}
	evhttp_set_max_headers_size(ops->http, HEADERS_MAX);
	evhttp_set_max_body_size(ops->http, 0);
	evhttp_set_timeout(ops->http, IDLE_S);
	/* All that evhttp knows, so that we and not it answer those that are not allowed. */
	evhttp_set_allowed_methods(ops->http, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST | EVHTTP_REQ_PUT |
						      EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS | EVHTTP_REQ_TRACE |
						      EVHTTP_REQ_CONNECT | EVHTTP_REQ_PATCH);
	evhttp_set_gencb(ops->http, on_request, ops);
	return true;
}

struct ops *ops_new(struct event_base *base, const struct ops_options *options)
{
	struct ops *ops = calloc(1, sizeof(*ops));

	if (!ops)
		return NULL;
	ops->options = *options;
	if ((*options->endpoint && !listen_for_http(ops, base)) || !feed_watchdog(ops, base)) {
		ops_free(ops);
		return NULL;
	}
	return ops;
}

void ops_free(struct ops *ops)
{
	if (!ops)
		return;
	if (ops->http)
		evhttp_free(ops->http);
	if (ops->watchdog)
		event_free(ops->watchdog);
	buffer_release(&ops->out);
	free(ops);
}

int ops_port(const struct ops *ops)
{
	return ops->port;
}
