// Reads how long a message may be, and sends one that is a byte longer.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <vector>

int main() {
  long limit = 0;
  FILE* file = fopen("/proc/sys/kernel/msgmax", "r");
  fscanf(file, "%ld", &limit);
  dprintf(1, "msgmax: %ld bytes\n", limit);

  int id = msgget(IPC_PRIVATE, 0600);
  std::vector<char> message(sizeof(long) + limit + 1);
  *reinterpret_cast<long*>(message.data()) = 1;  // its type
  if (msgsnd(id, message.data(), limit, 0) == 0)
    dprintf(1, "as long as msgmax: sent\n");
  msgctl(id, IPC_RMID, nullptr);

  id = msgget(IPC_PRIVATE, 0600);
  if (msgsnd(id, message.data(), limit + 1, 0) == 0)
    dprintf(1, "a byte longer: sent\n");
  else
    dprintf(1, "a byte longer: %s\n", strerrorname_np(errno));
  msgctl(id, IPC_RMID, nullptr);
}
