// What the tests of the trial engine run: one program, one behaviour an argument.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mqueue.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

int count_reads() {  // how many reads the input took
  char bytes[4096];
  int reads = 0;
  while (::read(0, bytes, sizeof bytes) > 0) ++reads;
  std::printf("%d\n", reads);
  return 0;
}

int deaf_to_the_end() {  // reads a pipe whose only write end is its own
  int ends[2];
  if (::pipe(ends) != 0) return 1;
  char byte;
  return static_cast<int>(::read(ends[0], &byte, 1));  // blocked here
}

int with_child(int parent_does) {  // 0: waits, 1: leaves a zombie, 2: leaves it running, 3: a grandchild runs
  int ends[2];
  if (::pipe(ends) != 0) return 1;
  if (::fork() == 0) {
    if (parent_does == 3 && ::fork() == 0) ::pause();
    if (parent_does == 2) ::pause();
    ::_exit(0);
  }
  ::close(ends[1]);
  if (parent_does == 0 || parent_does == 3) return ::wait(nullptr) < 0;
  if (parent_does == 1) {  // until the child has ended, without waiting for it
    siginfo_t info;
    ::waitid(P_ALL, 0, &info, WEXITED | WNOWAIT);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "exit") return std::atoi(argv[2]);
  if (mode == "die") return ::raise(std::atoi(argv[2]));
  if (mode == "say") return ::write(1, argv[2], std::strlen(argv[2])) < 0;
  if (mode == "bytes") return ::write(1, "\xff\x00\xc3\xa4", 4) < 0;
  if (mode == "complain") return ::write(2, "oh\n", 3) < 0;
  if (mode == "count-reads") return count_reads();
  if (mode == "deaf") return deaf_to_the_end();
  if (mode == "spin")
    for (volatile unsigned long n = 0;;) n = n + 1;
  if (mode == "child-spins") {
    if (::fork() == 0)
      for (volatile unsigned long n = 0;;) n = n + 1;  // burns here
    return ::wait(nullptr) < 0;
  }
  if (mode == "asks-on") {
    ::fcntl(0, F_SETFL, O_NONBLOCK);
    for (char byte; ::read(0, &byte, 1) != 0;) {}  // asks here
  }
  if (mode == "catches") {
    ::signal(SIGINT, [](int) {});
    ::signal(SIGUSR1, [](int) {});
    if (::write(1, "ready\n", 6) < 0) return 1;
    ::pause();
    return 5;
  }
  if (mode == "flood")
    for (;;)
      if (::write(1, "more\n", 5) < 0) return 1;
  if (mode == "waiting") {  // bytes of input that are there before anything else
    int bytes = 0;
    ::ioctl(0, FIONREAD, &bytes);
    return std::printf("%d\n", bytes) < 0;
  }
  if (mode == "write-once") {  // what one large write says it wrote
    static char block[60000];
    const ssize_t put = ::write(1, block, sizeof block);
    std::fprintf(stderr, "%zd\n", put);
    return 0;
  }
  if (mode == "alone") return with_child(0);
  if (mode == "zombie") return with_child(1);
  if (mode == "runs-on") return with_child(2);
  if (mode == "grandchild") return with_child(3);
  if (mode == "waits-for-pausing-child") {
    if (::fork() == 0) ::pause();
    int status = 0;
    ::wait(&status);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  if (mode == "family") {  // a thread and two children, all asleep for ever
    std::thread([] { ::pause(); }).detach();
    for (int child = 0; child < 2; ++child)
      if (::fork() == 0) return ::pause();
    return ::wait(nullptr) < 0;
  }
  if (mode == "memory") return std::malloc(static_cast<std::size_t>(std::atol(argv[2]))) == nullptr;
  if (mode == "segment") return ::shmget(IPC_PRIVATE, 100, IPC_CREAT | 0600) < 0;
  if (mode == "queue") return ::msgget(std::atoi(argv[2]), IPC_CREAT | 0600) < 0;
  if (mode == "posix-queue") {
    const mqd_t queue = ::mq_open("/of-a-test", O_RDWR | O_CREAT | O_EXCL, 0600, nullptr);
    return queue < 0 || ::mq_unlink("/of-a-test") != 0;
  }
  if (mode == "remove-queue") return ::msgctl(::msgget(std::atoi(argv[2]), 0), IPC_RMID, nullptr) != 0;
  if (mode == "post") {  // KEY TYPE TEXT
    struct { long type; char text[100]; } message = {std::atol(argv[3]), ""};
    std::strcpy(message.text, argv[4]);
    return ::msgsnd(::msgget(std::atoi(argv[2]), IPC_CREAT | 0600), &message, std::strlen(argv[4]), 0) != 0;
  }
  if (mode == "collect") {  // KEY: writes the text of one message, waits for it; 4 when the queue is removed meanwhile
    struct { long type; char text[100]; } message = {};
    const ssize_t got = ::msgrcv(::msgget(std::atoi(argv[2]), IPC_CREAT | 0600), &message, sizeof message.text, 0, 0);
    return got < 0 ? 4 : ::write(1, message.text, static_cast<std::size_t>(got)) < 0;
  }
  if (mode == "fifo") return ::mkfifo("left", 0600);
  if (mode == "put") {  // FIFO TEXT: writes to it, waiting neither for a reader nor for room
    const int fifo = ::open(argv[2], O_WRONLY | O_NONBLOCK);
    return fifo < 0 ? 3 : ::write(fifo, argv[3], std::strlen(argv[3])) < 0 ? 4 : 0;
  }
  if (mode == "put-waiting") {
    const int fifo = ::open(argv[2], O_WRONLY);
    return ::write(fifo, argv[3], std::strlen(argv[3])) < 0 ? 4 : 0;
  }
  if (mode == "get") {  // FIFO: copies what comes, until the last writer has gone
    char bytes[4096];
    const int fifo = ::open(argv[2], O_RDONLY);
    for (ssize_t got; (got = ::read(fifo, bytes, sizeof bytes)) > 0;)
      if (::write(1, bytes, static_cast<std::size_t>(got)) < 0) return 4;
    return 0;
  }
  if (mode == "file") return ::close(::open("left", O_CREAT | O_WRONLY, 0600));
  if (mode == "overrun") {
    char* small = static_cast<char*>(std::malloc(8));
    std::memset(small, 'x', static_cast<std::size_t>(argc) + 7);  // one byte too many
    return small[0] == 'y';
  }
  return 9;
}
