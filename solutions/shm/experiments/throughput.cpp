// A child hands 256 MiB to its parent, in pieces of 64 KiB: through a
// pipe, a FIFO, a pair of sockets and a message queue (there in pieces of
// 8 KiB), and in shared memory, where nothing has to be carried.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

constexpr int kPiece = 65536, kAll = 256 << 20, kPart = 8000;
using Clock = std::chrono::steady_clock;
static char piece[kPiece];
struct Message { long type = 1; char bytes[kPart]; };
struct Shared { sem_t full, empty; char piece[kPiece]; };

template <class Give, class Take>
void measure(const char* how, Give give, Take take) {
  auto begun = Clock::now();
  if (fork() == 0) {
    for (int given = 0; given < kAll;) given += give();
    _exit(0);
  }
  for (int taken = 0; taken < kAll;) taken += take();
  std::chrono::duration<double> took = Clock::now() - begun;
  wait(nullptr);
  dprintf(1, "%s: %.0f MB/s\n", how, kAll / 1e6 / took.count());
}

int main() {
  int ends[2];
  pipe(ends);
  auto give = [&] { return write(ends[1], piece, kPiece); };
  auto take = [&] { return read(ends[0], piece, kPiece); };
  measure("pipe", give, take);

  mkfifo("fifo", 0600);
  ends[0] = ends[1] = open("fifo", O_RDWR);
  measure("FIFO", give, take);
  unlink("fifo");

  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  measure("socket", give, take);

  int queue = msgget(IPC_PRIVATE, 0600);
  Message message;
  measure("message queue",
          [&] { msgsnd(queue, &message, kPart, 0); return kPart; },
          [&] { msgrcv(queue, &message, kPart, 0, 0); return kPart; });
  msgctl(queue, IPC_RMID, nullptr);

  int access = PROT_READ | PROT_WRITE, flags = MAP_SHARED | MAP_ANONYMOUS;
  auto* shared = static_cast<Shared*>(
      mmap(nullptr, sizeof(Shared), access, flags, -1, 0));
  sem_init(&shared->full, 1, 0), sem_init(&shared->empty, 1, 1);
  char number = 0;
  measure("shared memory",
          [&] { sem_wait(&shared->empty);
                memset(shared->piece, ++number, kPiece);
                sem_post(&shared->full); return kPiece; },
          [&] { sem_wait(&shared->full); number = shared->piece[kPiece - 1];
                sem_post(&shared->empty); return kPiece; });
}
