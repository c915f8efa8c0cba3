// Sends messages of 1000 bytes into a queue that nobody reads. The
// argument says how: "waiting", or "nonblocking" (IPC_NOWAIT).
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>

struct Message { long type = 1; char bytes[1000] = {}; };

int main(int, char** argv) {
  int flags = strcmp(argv[1], "nonblocking") == 0 ? IPC_NOWAIT : 0;
  int id = msgget(IPC_PRIVATE, 0600);
  Message message;
  int sent = 0;
  while (sent < 1000 && msgsnd(id, &message, 1000, flags) == 0) ++sent;
  int error = errno;
  dprintf(1, "the queue took: %d bytes\n", sent * 1000);
  if (sent < 1000)
    dprintf(1, "then msgsnd failed with %s\n", strerrorname_np(error));
  msgctl(id, IPC_RMID, nullptr);
}
