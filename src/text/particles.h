/*-------------------------------------------------------------------------
 *
 * particles.h
 *		Korean particles that may follow a label within its word.
 *
 * A closed list: case particles, topic and focus particles and their usual
 * compounds (조사, Standard Korean Grammar).  Left out on purpose are endings
 * that also end or make other nouns: 인, 란, 이란, 나, 야.  make_unicode.c writes
 * them, folded, into unicode_data.c, where match/ reads them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_PARTICLES_H
#define POLICYSCOPE_PARTICLES_H

#define KOREAN_PARTICLES \
	"은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "께", "께서", \
	"로", "으로", "로서", "으로서", "로써", "으로써", "와", "과", "랑", "이랑", "하고", \
	"도", "만", "까지", "부터", "마저", "조차", "밖에", "보다", "처럼", "같이", "마다", \
	"이나", "든지", "이든지", "라도", "이라도", "이며", "이고", "에는", "에도", "에만", \
	"에서는", "에서도", "에서의", "에의", "에게는", "에게도", "으로의", "로의", "으로는", \
	"로는", "으로도", "로도", "으로만", "로만", "으로부터", "로부터", "까지의", "까지는", \
	"부터의", "와의", "과의", "와는", "과는", "만의", "만이", "만을", "만은", "들은", "들이", \
	"들을", "들의", "들에", "들과", "들도"

#endif							/* POLICYSCOPE_PARTICLES_H */
