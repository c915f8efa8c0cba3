// Sends four messages of types 3, 1, 2, 1, named a, b, c, d, and takes
// them out again. The argument is the type that each msgrcv asks for.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>

struct Message { long type; char name; };

int main(int, char** argv) {
  long wanted = atol(argv[1]);
  int flags = IPC_NOWAIT;  // to end when there is none of this kind
  if (strstr(argv[1], "except") != nullptr) flags |= MSG_EXCEPT;

  int id = msgget(IPC_PRIVATE, 0600);
  const Message all[] = {{3, 'a'}, {1, 'b'}, {2, 'c'}, {1, 'd'}};
  for (const Message& message : all) msgsnd(id, &message, 1, 0);
  Message message;
  while (msgrcv(id, &message, 1, wanted, flags) == 1)
    dprintf(1, "%c ", message.name);
  dprintf(1, "\n");
  msgctl(id, IPC_RMID, nullptr);
}
