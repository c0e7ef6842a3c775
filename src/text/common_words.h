/*-------------------------------------------------------------------------
 *
 * common_words.h
 *		Common English words, which are no names where all is in capitals.
 *
 * The array is written by the Makefile from data/common_words_en.txt: sorted
 * bytewise, lower-case.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_COMMON_WORDS_H
#define POLICYSCOPE_COMMON_WORDS_H

#include <stdbool.h>
#include <stddef.h>

extern const char *const common_words[];
extern const int common_word_count;

/* Whether the folded token is in the list. */
extern bool is_common_word(const char *word, size_t length);

#endif							/* POLICYSCOPE_COMMON_WORDS_H */
