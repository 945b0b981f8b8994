/* The pipeline on one screen; prints errors, chooses the exit status. */
#include <stdio.h>

int main(void)
{
    fputs("summarize: usage: summarize [OPTION]... [FILE]...\n", stderr);
    return 2;
}
