/*
 * The peer of bench/codec.bench.ts: the same work done by libfec (Debian libfec-dev), one measurement a line of input.
 *
 *   encode BLOCKS 0        parity of BLOCKS blocks of 128 bytes
 *   decode BLOCKS WEIGHT   decoding of BLOCKS blocks with WEIGHT damaged bytes each; WEIGHT 0 stands for the clean scan, because
 *                          libfec has no cheaper question to ask
 *
 * Answers with the nanoseconds of CPU time of the timed loop and an FNV-1a sum of its result, so that both sides can be seen to have done the
 * same. The input is drawn by the same xorshift as in the benchmark. libfec's code word has the layout of ramoops.
 */
#include <fec.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DATA = 128, NROOTS = 16, WORD = DATA + NROOTS };

static uint32_t state = 2463534242u;

static uint32_t next(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static uint64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void fill(unsigned char *words, long blocks)
{
	state = 2463534242u;
	for (long b = 0; b < blocks; b++)
		for (int i = 0; i < DATA; i++)
			words[b * WORD + i] = next() & 255;
}

static void damage(unsigned char *word, int weight)
{
	unsigned char hit[WORD] = { 0 };

	while (weight > 0) {
		uint32_t at = next() % WORD;
		uint32_t value = 1 + next() % 255;
		if (hit[at])
			continue;
		hit[at] = 1;
		word[at] ^= value;
		weight--;
	}
}

int main(void)
{
	void *rs = init_rs_char(8, 0x11d, 0, 1, NROOTS, 255 - WORD);
	char work[8];
	long blocks;
	int weight;

	if (!rs)
		return 1;
	while (scanf("%7s %ld %d", work, &blocks, &weight) == 3) {
		unsigned char *words = malloc((size_t)blocks * WORD);
		uint64_t start, end;

		if (!words)
			return 1;
		fill(words, blocks);
		start = now_ns();
		for (long b = 0; b < blocks; b++)
			encode_rs_char(rs, words + b * WORD, words + b * WORD + DATA);
		end = now_ns();

		if (strcmp(work, "decode") == 0) {
			for (long b = 0; b < blocks; b++)
				damage(words + b * WORD, weight);
			start = now_ns();
			for (long b = 0; b < blocks; b++)
				if (decode_rs_char(rs, words + b * WORD, NULL, 0) != weight)
					return 1;
			end = now_ns();
		}

		uint32_t sum = 2166136261u;
		for (long i = 0; i < blocks * WORD; i++)
			sum = (sum ^ words[i]) * 16777619u;
		printf("%llu %08x\n", (unsigned long long)(end - start), (unsigned)sum);
		fflush(stdout);
		free(words);
	}
	free_rs_char(rs);
	return 0;
}
