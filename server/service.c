#include "service.h"

#include <errno.h>
#include <event2/event.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "indexer.h"
#include "keys.h"
#include "log.h"
#include "metrics.h"
#include "quiet.h"
#include "quota.h"
#include "request.h"
#include "schema.h"

enum { CACHE_BYTES_MAX = 64 << 20 };
/* Stamps that are no kind's: alerts were made; the clock has something to tell; the day has changed. */
enum { STAMP_TOLD = 97, STAMP_TELL, STAMP_CLOCK };
enum {
	READS_MAX = 4096,
	WRITES_MAX = 1024,
	GATHERED_MAX = 32768,
	CONNECT_WAIT_MS = 10000,
	SELF_TEST_MS = 5000,
	DRAIN_MS = 10000,
	UNITS_MAX = 4,
	CLIENT_STAMP = CONCORDAT__KIND__KIND_CLIENT
};

/* The service that requests see, and what only its making and ending needs. */
struct running {
	struct service service;
	struct event_base *base;
	struct config config;
	struct keys *keys;
	struct indexer *indexer;
	struct quiet *quiet;
	struct event *drain;
	int64_t stop_at_ms;
	void (*on_stopped)(void *arg);
	void *stopped_arg;
	char statement_timeout[64], lock_timeout[64];
	const char *write_session[6];
};

static struct running *running_of(struct service *s)
{
	return (struct running *)s;
}

/* ---- what sets off what ---- */

static bool key_is_good(void *arg, const char *key)
{
	struct service *s = arg;

	return auth_find(s->auth, key) != NULL;
}

static void on_keys(void *arg)
{
	struct service *s = arg;

	stream_revoke(s->streams, key_is_good, s);
}

/* A new head, ours or another daemon's: keys, deadlines, streams and the search index follow what moved. */
static void on_head(void *arg, const struct head *head)
{
	static const int makes_alerts[] = { STAMP_TELL, CONCORDAT__KIND__KIND_SUBSCRIPTION, CONCORDAT__KIND__KIND_HOLIDAY };
	struct service *s = arg;
	struct head before = s->head;

	if (head->revision < before.revision)
		return;
	s->head = *head;
	if (head->stamps[CLIENT_STAMP] != before.stamps[CLIENT_STAMP] ||
	    head->stamps[STAMP_CLOCK] != before.stamps[STAMP_CLOCK]) /* a key may end with the day */
		keys_load(running_of(s)->keys);
	for (size_t i = 0; i < sizeof(makes_alerts) / sizeof(makes_alerts[0]); i++) {
		if (head->stamps[makes_alerts[i]] != before.stamps[makes_alerts[i]]) {
			clock_wake(s->clock);
			break;
		}
	}
	if (head->stamps[STAMP_TOLD] != before.stamps[STAMP_TOLD])
		stream_alerts(s->streams);
	if (head->revision != before.revision) {
		stream_head(s->streams, head);
		indexer_wake(running_of(s)->indexer);
	}
}

static void on_commit(void *arg, const struct head *head)
{
	struct service *s = arg;

	on_head(s, head);
	clock_tell_others(s->clock);
}

static void on_alerts(void *arg, int64_t made)
{
	struct service *s = arg;

	(void)made;
	stream_alerts(s->streams);
}

static void on_elsewhere(void *arg)
{
	struct service *s = arg;

	if (running_of(s)->keys)
		keys_look(running_of(s)->keys); /* reads the head, and from it what moved */
}

static void on_message(void *arg, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size)
{
	request_take(arg, from, key, bytes, size);
}

static void on_ticked(void *arg)
{
	struct service *s = arg;

	keys_look(running_of(s)->keys);
}

/* The turn is over: what it gathered goes out, the heads first, because replies already known wait for nothing else. */
static void on_drained(void *arg)
{
	struct service *s = arg;

	stream_flush(s->streams); /* which has wishes of its own, and flushes the heads */
	reader_flush(s->reader);
	writer_flush(s->writer);
	quiet_stir(running_of(s)->quiet);
}

static int push(void *arg, const struct bus_address *to, const uint8_t *bytes, size_t size)
{
	struct service *s = arg;
	int rc = bus_send(s->bus, to, bytes, size, NULL, 0);

	if (rc == -EHOSTUNREACH) /* what it took can be given back */
		quiet_stir(running_of(s)->quiet);
	return rc;
}

static int64_t now(void *arg)
{
	return clock_now(((struct service *)arg)->clock);
}

/* ---- making ---- */

static struct quota_options quota_of(const struct config *c)
{
	return (struct quota_options){ c->in_flight_per_client, c->in_flight_per_organisation, c->rate_per_s, c->rate_burst };
}

static void on_heads_up(struct db *db, void *arg)
{
	struct service *s = arg;

	(void)db;
	if (running_of(s)->keys) {
		keys_load(running_of(s)->keys);
		keys_look(running_of(s)->keys);
	}
}

static void on_answered(void *arg)
{
	struct service *s = arg;

	reader_flush(s->reader);
}

/* The replies to what was read or written are out. */
static void on_taken(void *arg)
{
	struct service *s = arg;

	if (s->bus)
		bus_look(s->bus);
}

static bool make_database_side(struct running *x)
{
	struct service *s = &x->service;
	const struct config *c = &x->config;
	struct db_options db = { .conninfo = c->database, .units_max = UNITS_MAX, .arg = s, .on_taken = on_taken };
	struct quota_options limits = quota_of(c);

	snprintf(x->statement_timeout, sizeof(x->statement_timeout), "set statement_timeout = %d", c->statement_timeout_ms);
	snprintf(x->lock_timeout, sizeof(x->lock_timeout), "set lock_timeout = %d", c->lock_timeout_ms);
	x->write_session[0] = x->statement_timeout;
	x->write_session[1] = x->lock_timeout;
	/* A write finds its rows by key. A plan made while a table was young would read it whole, and be kept while it grows. */
	x->write_session[2] = "set enable_seqscan = off";
	x->write_session[3] = "set jit = off";
	/* A statement of many writes has some fifty parameters: planning it takes far longer than running it. */
	x->write_session[4] = "set plan_cache_mode = force_generic_plan";
	s->quota = quota_new(&limits);
	s->cache = cache_new((size_t)c->cache_entries, CACHE_BYTES_MAX);
	db.on_up = on_heads_up;
	s->heads = heads_new(x->base, &db, on_answered);
	db.on_up = NULL;
	x->keys = s->heads ? keys_new(&(struct keys_options){
				     .heads = s->heads, .auth = s->auth, .arg = s, .on_keys = on_keys, .on_head = on_head })
			   : NULL;
	s->reader = reader_new(x->base, &(struct reader_options){ .db = db,
								  .auth = s->auth,
								  .connections = c->readers,
								  .reads_max = READS_MAX,
								  .statement_timeout_ms = c->statement_timeout_ms });
	db.name = "writer";
	db.session = x->write_session;
	s->writer = writer_new(x->base, &(struct writer_options){ .db = db,
								  .auth = s->auth,
								  .steps_max = c->batch_max,
								  .writes_max = WRITES_MAX,
								  .gathered_max = GATHERED_MAX,
								  .arg = s,
								  .on_commit = on_commit });
	s->streams = stream_hub_new(x->base, &(struct stream_options){ .reader = s->reader,
								       .heads = s->heads,
								       .arg = s,
								       .push = push,
								       .now = now,
								       .on_head = on_head,
								       .credit_max = (uint32_t)c->credit_max });
	s->clock = clock_new(x->base, &(struct clock_options){ .db = db,
							       .start_at = c->clock_start_at,
							       .rate = c->clock_rate,
							       .arg = s,
							       .on_alerts = on_alerts,
							       .on_ticked = on_ticked,
							       .on_elsewhere = on_elsewhere });
	x->indexer = indexer_new(x->base, &db);
	x->quiet = quiet_new(x->base);
	return s->quota && s->cache && s->reader && s->writer && s->streams && s->clock && x->keys && x->indexer && x->quiet;
}

/* Turns the loop until every connection is up. */
static bool wait_for_database(struct running *x)
{
	int64_t until_ms = clock_monotonic_ms() + CONNECT_WAIT_MS;
	struct timeval step = { 0, 20000 };

	while (service_unready(&x->service) && clock_monotonic_ms() < until_ms) {
		event_base_loopexit(x->base, &step);
		event_base_dispatch(x->base);
	}
	if (service_unready(&x->service))
		fprintf(stderr, "concordatd: %s\n", service_unready(&x->service));
	return !service_unready(&x->service);
}

static bool open_door(struct running *x, const uint8_t secret_key[static 32])
{
	struct service *s = &x->service;
	const struct config *c = &x->config;
	uint8_t public_key[32];
	int rc;

	s->bus = bus_new(x->base, &(struct bus_options){ .context = auth_context(s->auth),
							 .endpoint = c->endpoint,
							 .secret_key = secret_key,
							 .domain = c->zap_domain,
							 .message_bytes_max = WIRE_MESSAGE_MAX,
							 .send_queue = c->credit_max + c->in_flight_per_client,
							 .receive_queue = 16,
							 .handshake_ms = 3000,
							 .heartbeat_ms = 10000,
							 .arg = s,
							 .on_message = on_message,
							 .on_drained = on_drained });
	if (!s->bus) {
		fprintf(stderr, "concordatd: cannot bind %s: %s; is another daemon there? (setting endpoint)\n", c->endpoint,
			strerror(errno));
		return false;
	}
	crypto_scalarmult_curve25519_base(public_key, secret_key);
	rc = auth_self_test(s->auth, x->base, bus_endpoint(s->bus), public_key, SELF_TEST_MS);
	if (rc < 0)
		fprintf(stderr, "concordatd: the door does not keep strangers out (%s); not starting\n", strerror(-rc));
	return rc == 0;
}

struct service *service_start(struct event_base *base, const struct config *config)
{
	struct running *x = calloc(1, sizeof(*x));
	struct schema_ids ids = { 0 };
	uint8_t secret_key[32];

	if (!x)
		return NULL;
	x->base = base;
	x->config = *config;
	x->service.config = &x->config;
	if (!kinds_init() || !record_init() || schema_check(config->database, &ids) < 0 ||
	    config_secret_key(config, secret_key) < 0)
		goto failed;
	snprintf(x->service.register_id, sizeof(x->service.register_id), "%s", ids.register_id);
	x->service.auth = auth_new(base, config->zap_domain);
	if (!x->service.auth || !make_database_side(x)) {
		fprintf(stderr, "concordatd: cannot start: %s\n", strerror(errno));
		goto failed;
	}
	stream_set_history(x->service.streams, ids.history_id);
	if (!wait_for_database(x) || !open_door(x, secret_key))
		goto failed;
	sodium_memzero(secret_key, sizeof(secret_key));
	log_event(LOG_LEVEL_INFO, "ready", "endpoint=%s register=%s head=%lld", bus_endpoint(x->service.bus), ids.register_id,
		  (long long)x->service.head.revision);
	return &x->service;
failed:
	sodium_memzero(secret_key, sizeof(secret_key));
	service_free(&x->service);
	return NULL;
}

void service_free(struct service *s)
{
	struct running *x;

	if (!s)
		return;
	x = running_of(s);
	if (x->drain)
		event_free(x->drain);
	writer_free(s->writer); /* these answer what is under way, so the bus goes after them */
	reader_free(s->reader);
	heads_free(s->heads);
	keys_free(x->keys);
	indexer_free(x->indexer);
	clock_free(s->clock);
	quiet_free(x->quiet);
	stream_hub_free(s->streams);
	bus_free(s->bus);
	auth_free(s->auth);
	quota_free(s->quota);
	cache_free(s->cache);
	known_free_all(s);
	buffer_release(&s->out_head);
	buffer_release(&s->out_body);
	free(x);
}

/* ---- running ---- */

const char *service_unready(const struct service *s)
{
	if (s->stopping)
		return "stopping";
	if (!writer_is_up(s->writer))
		return "the database cannot be written to";
	if (!reader_is_up(s->reader))
		return "the database cannot be read";
	if (!clock_is_up(s->clock))
		return "the clock has no database";
	if (!keys_are_known(((const struct running *)s)->keys))
		return "the clients' keys have not been read";
	return NULL;
}

const char *service_endpoint(const struct service *s)
{
	return bus_endpoint(s->bus);
}

bool service_is_stopping(const struct service *s)
{
	return s->stopping;
}

void service_measure(const struct service *s)
{
	metric_set(metric_gauge("concordat_head_revision", "", "The register's last revision that this daemon saw."),
		   (double)s->head.revision);
	metric_set(metric_gauge("concordat_requests_under_way", "", "Requests not yet answered."), s->requests);
	metric_set(metric_gauge("concordat_writes_waiting", "", "Writes that wait for the next unit."),
		   (double)writer_waiting(s->writer));
	metric_set(metric_gauge("concordat_streams", "", "Streams attached."), stream_total(s->streams));
	metric_set(metric_counter("concordat_auth_refused_total", "", "Handshakes refused for their key."),
		   (double)auth_refused(s->auth));
	metric_set(metric_gauge("concordat_clock_seconds", "", "The register's clock, in seconds since 1970 UTC."),
		   (double)clock_now(s->clock) / 1e6);
}

static void on_drain(evutil_socket_t fd, short what, void *arg)
{
	struct running *x = arg;

	(void)fd, (void)what;
	if (x->service.requests > 0 && clock_monotonic_ms() < x->stop_at_ms) {
		event_add(x->drain, &(struct timeval){ 0, 20000 });
		return;
	}
	log_event(LOG_LEVEL_INFO, "stopped", "unanswered=%d", x->service.requests);
	x->on_stopped(x->stopped_arg);
}

void service_stop(struct service *s, void (*on_stopped)(void *arg), void *arg)
{
	struct running *x = running_of(s);

	if (s->stopping)
		return;
	log_event(LOG_LEVEL_INFO, "stopping", "requests=%d streams=%d", s->requests, stream_total(s->streams));
	s->stopping = true;
	stream_end_all(s->streams, CONCORDAT__END_REASON__END_REASON_STOPPING,
		       "the register stops; attach again shortly, or at another daemon");
	x->on_stopped = on_stopped;
	x->stopped_arg = arg;
	x->stop_at_ms = clock_monotonic_ms() + DRAIN_MS;
	x->drain = evtimer_new(x->base, on_drain, x);
	event_add(x->drain, &(struct timeval){ 0, 100000 });
}

void service_reload(struct service *s, const struct config *config)
{
	struct running *x = running_of(s);
	struct quota_options limits = quota_of(config);

	config_take_reloadable(&x->config, config);
	quota_set(s->quota, &limits);
	keys_load(x->keys);
}
