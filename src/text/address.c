/*-------------------------------------------------------------------------
 *
 * address.c
 *		URLs and e-mail addresses: one token each, never matched.
 *
 * Called by tokenize.c where it meets "://", "@", or the dot of "www.".  The
 * tokens that turn out to be the front of the address are taken back: at most
 * 64 bytes of them (RFC 5321, 4.5.3.1.1), so the work stays linear.
 *
 *-------------------------------------------------------------------------
 */
#include "text/tokenize.h"

#include "text/ascii.h"

#include <string.h>

static bool
is_one_of(uint8_t byte, const char *list)
{
	return byte != 0 && strchr(list, byte) != NULL;
}

/* RFC 3986: unreserved, reserved and the percent sign */
static bool
is_url_byte(uint8_t byte)
{
	return ascii_is_alphanumeric(byte) || is_one_of(byte, "-._~:/?#[]@!$&'()*+,;=%");
}

/* Start of the run of such bytes that ends at the position. */
static uint32_t
front_start(const TokenStream *stream, const char *others)
{
	uint32_t	start = stream->position;

	while (start > 0 && stream->position - start < ADDRESS_FRONT_MAX &&
		   (ascii_is_alphanumeric(stream->text[start - 1]) || is_one_of(stream->text[start - 1], others)))
		start--;
	return start;
}

/* What takes tokens back stands right behind them, or behind more of its front. */
bool
token_may_be_address(const TokenStream *stream)
{
	uint8_t		next = stream->position < stream->length ? stream->text[stream->position] : 0;

	return ascii_is_alphanumeric(next) || is_one_of(next, "._%+-:@");
}

/* Makes one token from start to end, which may not end in punctuation. */
static bool
append_address(TokenStream *stream, uint32_t start, uint32_t end)
{
	while (end > stream->position && is_one_of(stream->text[end - 1], ".,;:!?'\")]-"))
		end--;
	token_take_back(stream, start);
	if (stream->count > 0 && stream->tokens[stream->count - 1].end > start)
		return false;
	stream->position = end;
	token_append(stream, TOKEN_ADDRESS, start);
	return true;
}

static uint32_t
url_end(const TokenStream *stream, uint32_t position)
{
	while (position < stream->length && is_url_byte(stream->text[position]))
		position++;
	return position;
}

/* The start, moved to the front of the token it may lie in. */
static uint32_t
token_front(const TokenStream *stream, uint32_t start)
{
	for (uint32_t i = stream->count; i > 0 && stream->tokens[i - 1].end > start; i--)
		if (stream->tokens[i - 1].start < start)
			return stream->tokens[i - 1].start;
	return start;
}

static bool
read_url(TokenStream *stream)
{
	const uint8_t *p = stream->text + stream->position;
	uint32_t	start;

	if (stream->length - stream->position < 4 || p[1] != '/' || p[2] != '/' || !is_url_byte(p[3]))
		return false;
	start = front_start(stream, "+.-");
	if (start == stream->position)
		return false;
	return append_address(stream, token_front(stream, start), url_end(stream, stream->position));
}

static bool
read_email(TokenStream *stream)
{
	uint32_t	start = front_start(stream, "._%+-");
	uint32_t	end = stream->position + 1;

	while (end < stream->length &&
		   (ascii_is_alphanumeric(stream->text[end]) || is_one_of(stream->text[end], ".-")))
		end++;
	if (start == stream->position || end == stream->position + 1 ||
		!ascii_is_alphanumeric(stream->text[stream->position + 1]))
		return false;
	return append_address(stream, token_front(stream, start), end);
}

/* "www." and at least one more letter or digit */
static bool
read_www(TokenStream *stream)
{
	const Token *last = stream->count ? &stream->tokens[stream->count - 1] : NULL;

	if (last == NULL || last->end != stream->position || last->folded_length != 3 ||
		memcmp(stream->folded + last->folded, "www", 3) != 0)
		return false;
	if (stream->position + 1 >= stream->length ||
		!ascii_is_alphanumeric(stream->text[stream->position + 1]))
		return false;
	return append_address(stream, last->start, url_end(stream, stream->position));
}

bool
token_read_address(TokenStream *stream)
{
	switch (stream->text[stream->position])
	{
		case ':':
			return read_url(stream);
		case '@':
			return read_email(stream);
		default:
			return read_www(stream);
	}
}
