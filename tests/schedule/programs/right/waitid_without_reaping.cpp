// Looks at an ended child with WNOWAIT first and reaps it then; the second child in any order.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  for (int i = 1; i <= 2; ++i)
    if (fork() == 0) _exit(i);
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    siginfo_t seen, reaped;
    if (waitid(P_ALL, 0, &seen, WEXITED | WNOWAIT) != 0) return 1;
    if (waitid(P_PID, static_cast<id_t>(seen.si_pid), &reaped, WEXITED) != 0 || reaped.si_status != seen.si_status) return 1;
    sum += reaped.si_status;
  }
  printf("%d\n", sum);
  return sum == 3 ? 0 : 1;
}
