/*
 * verbs.h - the handlers of the verbs, a file per family; the table that
 * names them stands in verbs.c. Each answers its request exactly once, now or
 * from a callback.
 *
 * To add a verb: a message and a place in Request's oneof (proto/envelope.proto),
 * a handler here, a row in verbs.c, a section in proto/PROTOCOL.md.
 */
#ifndef VERBS_H
#define VERBS_H

#include "request.h"

void verb_hello(struct request *request);
void verb_ping(struct request *request);

void verb_get(struct request *request);
void verb_list(struct request *request);
void verb_history(struct request *request);

void verb_put(struct request *request);
void verb_batch(struct request *request);
void verb_withdraw(struct request *request);

void verb_attach(struct request *request);
void verb_credit(struct request *request);
void verb_settle(struct request *request);
void verb_detach(struct request *request);

#endif
