// Two processes pass one letter to and fro, 20,000 times: through pipes
// and FIFOs, through a pair of sockets, through message queues, and in
// shared memory with semaphores.
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

constexpr int kRounds = 20'000;
using Clock = std::chrono::steady_clock;

struct Letter { long type = 1; char text = 'x'; };
struct Shared { sem_t ping, pong; char letter; };

// Runs `there` and `back` in two processes; prints how long a round takes.
template <class There, class Back>
void measure(const char* how, There there, Back back) {
  auto begun = Clock::now();
  if (fork() == 0) {
    for (int i = 0; i < kRounds; ++i) back();
    _exit(0);
  }
  for (int i = 0; i < kRounds; ++i) there();
  std::chrono::duration<double, std::micro> took = Clock::now() - begun;
  wait(nullptr);
  dprintf(1, "%s: %.1f microseconds\n", how, took.count() / kRounds);
}

int main() {
  char c = 'x';
  int to[2], fro[2];
  pipe(to), pipe(fro);
  measure("pipe", [&] { write(to[1], &c, 1); read(fro[0], &c, 1); },
          [&] { read(to[0], &c, 1); write(fro[1], &c, 1); });

  mkfifo("to", 0600), mkfifo("fro", 0600);
  to[0] = to[1] = open("to", O_RDWR), fro[0] = fro[1] = open("fro", O_RDWR);
  measure("FIFO", [&] { write(to[1], &c, 1); read(fro[0], &c, 1); },
          [&] { read(to[0], &c, 1); write(fro[1], &c, 1); });
  unlink("to"), unlink("fro");

  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  measure("socket", [&] { write(ends[0], &c, 1); read(ends[0], &c, 1); },
          [&] { read(ends[1], &c, 1); write(ends[1], &c, 1); });

  int there = msgget(IPC_PRIVATE, 0600), back = msgget(IPC_PRIVATE, 0600);
  Letter letter;
  auto send = [&](int queue) { msgsnd(queue, &letter, 1, 0); };
  auto receive = [&](int queue) { msgrcv(queue, &letter, 1, 0, 0); };
  measure("message queue", [&] { send(there); receive(back); },
          [&] { receive(there); send(back); });
  msgctl(there, IPC_RMID, nullptr), msgctl(back, IPC_RMID, nullptr);

  int access = PROT_READ | PROT_WRITE, flags = MAP_SHARED | MAP_ANONYMOUS;
  auto* shared = static_cast<Shared*>(
      mmap(nullptr, sizeof(Shared), access, flags, -1, 0));
  sem_init(&shared->ping, 1, 0), sem_init(&shared->pong, 1, 0);
  sem_t *ping = &shared->ping, *pong = &shared->pong;
  measure("shared memory",
          [&] { shared->letter = c; sem_post(ping); sem_wait(pong); },
          [&] { sem_wait(ping); c = shared->letter; sem_post(pong); });
}
