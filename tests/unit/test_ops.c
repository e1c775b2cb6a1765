/*
 * test_ops.c - the promises of server/ops.h, over real sockets on one loop.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "buffer.h"
#include "metrics.h"
#include "ops.h"

enum { TURN_MS = 5, TURNS = 1000, QUIET_TURNS = 20 };

struct rig {
	struct event_base *base;
	struct ops *ops;
	const char *why;
	char got[65536];
	size_t size;
};

static const char *unready(void *arg)
{
	return ((struct rig *)arg)->why;
}

static void measure(void *arg)
{
	(void)arg;
	metric_set(metric_gauge("test_measured", "", "Set just before."), 42);
}

static struct ops *make(struct rig *rig, const char *endpoint)
{
	return ops_new(rig->base,
		       &(struct ops_options){ .endpoint = endpoint, .arg = rig, .unready = unready, .measure = measure });
}

static int set_up(void **state)
{
	struct rig *rig = calloc(1, sizeof(*rig));

	*state = rig;
	rig->base = event_base_new();
	rig->ops = make(rig, "127.0.0.1:0");
	return rig->ops ? 0 : -1;
}

static int tear_down(void **state)
{
	struct rig *rig = *state;

	ops_free(rig->ops);
	event_base_free(rig->base);
	free(rig);
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
	return 0;
}

static void turn(struct rig *rig)
{
	event_base_loopexit(rig->base, &(struct timeval){ 0, TURN_MS * 1000 });
	event_base_dispatch(rig->base);
}

/* Sends the bytes and takes what comes until the other side closes or stays quiet. */
static const char *talk(struct rig *rig, const char *bytes)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0), quiet = 0;
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)ops_port(rig->ops)) };

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	assert_int_equal(send(fd, bytes, strlen(bytes), MSG_NOSIGNAL), strlen(bytes));
	rig->size = 0;
	for (int i = 0; i < TURNS && quiet < QUIET_TURNS; i++) {
		ssize_t n;

		turn(rig);
		n = recv(fd, rig->got + rig->size, sizeof(rig->got) - 1 - rig->size, MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno == ECONNRESET))
			break;
		quiet = n > 0 ? 0 : quiet + (rig->size > 0);
		rig->size += n > 0 ? (size_t)n : 0;
	}
	close(fd);
	rig->got[rig->size] = '\0';
	return rig->got;
}

static void answers(struct rig *rig, const char *request, const char *first_line, const char *with)
{
	const char *got = talk(rig, request);

	if (strncmp(got, first_line, strlen(first_line)) != 0 || (with && !strstr(got, with)))
		fail_msg("to \"%.60s\" it answered \"%s\"", request, got);
}

/* ---- the pages ---- */

static void health_is_answered_while_the_loop_turns(void **state)
{
	struct rig *rig = *state;

	rig->why = "the database is away"; /* which health has nothing to do with */
	answers(rig, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\r\n\r\nok\n");
}

static void readiness_says_why_not(void **state)
{
	struct rig *rig = *state;

	answers(rig, "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\r\n\r\nready\n");
	rig->why = "the database cannot be read";
	answers(rig, "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 503 ", "\r\n\r\nthe database cannot be read\n");
}

static void metrics_are_in_the_text_format_with_gauges_fresh(void **state)
{
	struct rig *rig = *state;

	answers(rig, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK\r\n",
		"# HELP test_measured Set just before.\n# TYPE test_measured gauge\ntest_measured 42\n");
	assert_non_null(strstr(rig->got, "Content-Type: text/plain; version=0.0.4"));
}

static void head_gives_the_length_and_no_body(void **state)
{
	struct rig *rig = *state;
	const char *end;

	answers(rig, "HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK\r\n", "Content-Length: 3\r\n");
	end = strstr(rig->got, "\r\n\r\n");
	assert_non_null(end);
	assert_string_equal(end, "\r\n\r\n");
}

/* ---- what is refused ---- */

static void paths_are_whole_and_nothing_is_decoded(void **state)
{
	static const char *const paths[] = { "/",         "/healthz/",  "/healthz?x=1", "/%68ealthz", "/metrics/../healthz",
					     "//healthz", "/metrics%00" };
	char request[128];

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		snprintf(request, sizeof(request), "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", paths[i]);
		answers(*state, request, "HTTP/1.1 404 ", NULL);
	}
}

static void methods_other_than_get_and_head_are_refused(void **state)
{
	static const char *const methods[] = { "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" };
	char request[128];

	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		snprintf(request, sizeof(request), "%s /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", methods[i]);
		answers(*state, request, "HTTP/1.1 405 ", "Allow: GET, HEAD");
	}
}

static void requests_with_a_body_are_refused(void **state)
{
	static const char *const bad[] = {
		"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
		"GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const char *got = talk(rig, bad[i]);

		if (strncmp(got, "HTTP/1.1 4", 10) != 0 || strstr(got, "200 OK"))
			fail_msg("to %s it answered \"%s\"", bad[i], got);
	}
}

static void headers_over_the_limit_are_refused(void **state)
{
	struct rig *rig = *state;
	char request[20000];
	int n = snprintf(request, sizeof(request), "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");

	memset(request + n, 'a', 17000);
	snprintf(request + n + 17000, sizeof(request) - (size_t)n - 17000, "\r\n\r\n");
	assert_null(strstr(talk(rig, request), "200 OK"));
}

static void only_loopback_addresses_are_listened_on(void **state)
{
	static const char *const bad[] = { "0.0.0.0:0",   "192.0.2.1:0", "[::]:0", "[2001:db8::1]:0", "[::ffff:192.0.2.1]:0",
					   "localhost:0", "nonsense" };
	struct rig *rig = *state;
	struct ops *none;
	char taken[32];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_null(make(rig, bad[i]));
	snprintf(taken, sizeof(taken), "127.0.0.1:%d", ops_port(rig->ops));
	assert_null(make(rig, taken));
	none = make(rig, "");
	assert_non_null(none);
	assert_int_equal(ops_port(none), 0);
	ops_free(none);
}

/* ---- the service manager ---- */

/* A socket that the service manager would have; its name in NOTIFY_SOCKET, abstract when it begins with @. */
static int manager(const char *name)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

	memcpy(at.sun_path, name, strlen(name));
	if (name[0] == '@')
		at.sun_path[0] = '\0';
	assert_int_equal(bind(fd, (struct sockaddr *)&at, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name))), 0);
	setenv("NOTIFY_SOCKET", name, 1);
	return fd;
}

static void hears(int fd, const char *what)
{
	char got[128] = "";

	assert_true(recv(fd, got, sizeof(got) - 1, 0) > 0);
	assert_string_equal(got, what);
}

static void the_service_manager_hears_on_both_kinds_of_socket(void **state)
{
	char name[64];
	int fd;

	(void)state;
	snprintf(name, sizeof(name), "@concordat-test-%ld", (long)getpid());
	fd = manager(name);
	assert_int_equal(ops_notify("READY=1"), 0);
	hears(fd, "READY=1");
	close(fd);
	assert_true(ops_notify("READY=1") < 0); /* nobody there any more */
	snprintf(name, sizeof(name), "/tmp/concordat-test-%ld", (long)getpid());
	fd = manager(name);
	assert_int_equal(ops_notify("STOPPING=1\nSTATUS=x"), 0);
	hears(fd, "STOPPING=1\nSTATUS=x");
	close(fd);
	unlink(name);
}

static void without_a_service_manager_nothing_is_told(void **state)
{
	char name[200];

	(void)state;
	unsetenv("NOTIFY_SOCKET");
	assert_int_equal(ops_notify("READY=1"), 0);
	setenv("NOTIFY_SOCKET", "relative", 1);
	assert_int_equal(ops_notify("READY=1"), -EINVAL);
	memset(name, 'a', sizeof(name) - 1);
	name[0] = '/';
	name[sizeof(name) - 1] = '\0';
	setenv("NOTIFY_SOCKET", name, 1);
	assert_int_equal(ops_notify("READY=1"), -EINVAL);
}

static void the_watchdog_is_fed_from_the_loop_when_it_is_ours(void **state)
{
	struct rig *rig = *state;
	char name[64], got[32];
	struct ops *ops;
	int fd;

	snprintf(name, sizeof(name), "@concordat-dog-%ld", (long)getpid());
	fd = manager(name);
	setenv("WATCHDOG_USEC", "20000", 1);
	setenv("WATCHDOG_PID", "1", 1);
	ops = make(rig, "");
	for (int i = 0; i < 10; i++)
		turn(rig);
	assert_true(recv(fd, got, sizeof(got), 0) < 0);
	ops_free(ops);
	unsetenv("WATCHDOG_PID");
	ops = make(rig, "");
	for (int i = 0; i < 20; i++)
		turn(rig);
	hears(fd, "WATCHDOG=1");
	hears(fd, "WATCHDOG=1");
	ops_free(ops);
	close(fd);
}

/* ---- metrics ---- */

static void histograms_count_upwards_to_infinity(void **state)
{
	struct metric *m = metric_histogram("test_writes", "end=\"done\"", "Writes.", &metric_counts);
	struct buffer out = { 0 };

	(void)state;
	assert_ptr_equal(m, metric_histogram("test_writes", "end=\"done\"", "Writes.", &metric_counts));
	metric_observe(m, 1);
	metric_observe(m, 3);
	metric_observe(m, 1e9);
	metrics_print(&out);
	assert_non_null(strstr(buffer_text(&out), "# TYPE test_writes histogram\n"));
	assert_non_null(strstr(buffer_text(&out), "test_writes_bucket{end=\"done\",le=\"1\"} 1\n"));
	assert_non_null(strstr(buffer_text(&out), "test_writes_bucket{end=\"done\",le=\"4\"} 2\n"));
	assert_non_null(strstr(buffer_text(&out), "test_writes_bucket{end=\"done\",le=\"+Inf\"} 3\n"));
	assert_non_null(strstr(buffer_text(&out), "test_writes_count{end=\"done\"} 3\n"));
	buffer_release(&out);
}

static void metrics_of_one_name_stand_together_under_one_heading(void **state)
{
	struct buffer out = { 0 };
	const char *text, *heading;

	(void)state;
	metric_add(metric_counter("test_b_total", "k=\"1\"", "B."), 1);
	metric_add(metric_counter("test_a_total", "", "A."), 1);
	metric_add(metric_counter("test_b_total", "k=\"2\"", "B."), 2);
	metrics_print(&out);
	text = buffer_text(&out);
	heading = strstr(text, "# HELP test_b_total B.\n# TYPE test_b_total counter\n");
	assert_non_null(heading);
	assert_null(strstr(heading + 1, "# HELP test_b_total"));
	assert_non_null(strstr(text, "test_b_total{k=\"1\"} 1\ntest_b_total{k=\"2\"} 2\n"));
	assert_non_null(strstr(text, "test_a_total 1\n"));
	buffer_release(&out);
}

#define ON_RIG(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_RIG(health_is_answered_while_the_loop_turns),
		ON_RIG(readiness_says_why_not),
		ON_RIG(metrics_are_in_the_text_format_with_gauges_fresh),
		ON_RIG(head_gives_the_length_and_no_body),
		ON_RIG(paths_are_whole_and_nothing_is_decoded),
		ON_RIG(methods_other_than_get_and_head_are_refused),
		ON_RIG(requests_with_a_body_are_refused),
		ON_RIG(headers_over_the_limit_are_refused),
		ON_RIG(only_loopback_addresses_are_listened_on),
		ON_RIG(the_service_manager_hears_on_both_kinds_of_socket),
		ON_RIG(without_a_service_manager_nothing_is_told),
		ON_RIG(the_watchdog_is_fed_from_the_loop_when_it_is_ours),
		cmocka_unit_test(histograms_count_upwards_to_infinity),
		cmocka_unit_test(metrics_of_one_name_stand_together_under_one_heading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
