// wrong: takes an empty line of the settings for their end
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t ints, quits;

static void count(int number) {
  if (number == SIGINT) ints = ints + 1;
  else quits = quits + 1;
}

int main(void) {
  sigset_t both, none;
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  sigemptyset(&none);
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, NULL);
  printf("blocked\n");
  char text[80];
  while (fgets(text, sizeof text, stdin) != NULL && text[0] != '\n') continue;
  signal(SIGINT, count);
  signal(SIGQUIT, count);
  printf("open\n");
  int answered = 0;
  do {
    ppoll(NULL, 0, NULL, &none);
    for (; answered < ints; answered++) printf("got SIGINT\n");
  } while (quits == 0);
  printf("got SIGQUIT\n");
  exit(EXIT_SUCCESS);
}
