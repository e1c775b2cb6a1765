/*
 * enrol.h - the very first keys of a register, given at its console.
 *
 * Later keys are enrolled over the wire by a registrar or an operator. The
 * first ones have nobody to enrol them, so this writes them as the daemon
 * would: as concordat_app under row-level security, in one unit with history
 * and hash chain, and tells running daemons. The connection is migrate's, and
 * blocks.
 */
#ifndef ENROL_H
#define ENROL_H

#include <stdio.h>

struct enrolment {
	const char *organisation, *organisation_name; /* the name is wanted when the organisation is new */
	const char *client;                           /* without the organisation: its id is ORGANISATION/CLIENT */
	const char *roles;                            /* reader,editor,... */
	const char *public_key;                       /* Z85 */
};

/* Takes argv[0] for the command's name. 0, or -EINVAL and the reason on stderr. The texts are argv's. */
int enrol_options(int argc, char **argv, struct enrolment *ret) __attribute__((warn_unused_result));
/* 0, or -EINVAL and the reason on errors; then nothing was written. A client known already gets the key and the roles. */
int enrol_run(const char *conninfo, const struct enrolment *enrolment, FILE *out, FILE *errors)
	__attribute__((warn_unused_result));

#endif
