// right: blocked as long as the input lasts, then handlers, then unblocked for a moment, then the flags
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t came[65];

static void note(int number) { came[number] = 1; }

int main(void) {
  sigset_t both;
  struct sigaction action;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, NULL);
  setvbuf(stdout, NULL, _IONBF, 0);
  printf("blocked\n");
  int c;
  do c = fgetc(stdin);
  while (c != EOF);
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGQUIT, &action, NULL);
  sigprocmask(SIG_UNBLOCK, &both, NULL);
  sigprocmask(SIG_BLOCK, &both, NULL);
  if (came[SIGINT]) printf("pending SIGINT\n");
  if (came[SIGQUIT]) printf("pending SIGQUIT\n");
  if (!came[SIGINT] && !came[SIGQUIT]) printf("pending nothing\n");
  _exit(0);
}
