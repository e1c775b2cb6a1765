/* Everybody connects at once: how many are let in and answered in a second. */
#include <stdio.h>
#include <string.h>

#include "load.h"

void run_storm(const struct options *o)
{
	struct peers peers;
	int64_t begin = now_ns(), opened;
	double seconds;

	peers_open(&peers, o);
	opened = now_ns();
	peers_greet(&peers, strcmp(o->verb, "storm") == 0);
	seconds = (double)(now_ns() - begin) / 1e9;
	printf("{\"per_s\": %.1f, \"seconds\": %.3f, \"opening_s\": %.3f}\n", o->clients / seconds, seconds,
	       (double)(opened - begin) / 1e9);
	peers_close(&peers);
}
