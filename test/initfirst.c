/*
 * Preloaded after the sanitizers into an unchanged server by tools/test.sh, VARIANT=asan, and
 * linked with -z initfirst: one early malloc starts the address sanitizer before the constructor
 * of Debian 12's libgpg-error calls into glibc's message catalogues, where it would hang.
 */
#include <stdlib.h>

void		early_malloc(void) __attribute__((constructor));

void
early_malloc(void)
{
	void	   *volatile block = malloc(1);

	free(block);
}
