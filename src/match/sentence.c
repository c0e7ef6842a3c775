/*-------------------------------------------------------------------------
 *
 * sentence.c
 *		Whether two candidates stand in one sentence.
 *
 * Called by requires.c, for labels whose requires looks at the sentence: few
 * texts ask, so the text between two candidates is read again only then.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/tokenize.h"

#define TOKENS_KEPT 8			/* a sentence's begin is told by the last few */
#define TOKENS_DROPPED 4096

bool
match_sentence_parts(Matcher *matcher, const MatchCandidate *before, const MatchCandidate *after)
{
	const MatchPart *part = &matcher->parts[before->part];
	TokenStream *stream = &matcher->stream;

	if (before->part != after->part)
		return true;
	token_stream_begin(stream, part->text, part->length);
	stream->position = before->start;
	while (stream->position <= after->start && stream->position < stream->length &&
		   (stream->sentence == 0 || token_may_be_address(stream)))
	{
		token_read_next(stream);
		if (stream->count >= TOKENS_DROPPED)
		{
			token_drop(stream, stream->count - TOKENS_KEPT);
			host_check_interrupts();
		}
	}
	return stream->sentence > 0;
}
