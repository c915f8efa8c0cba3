// right: after the fork the parent has a reading thread and a writing main thread with a bounded queue between them
#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
#include <sys/wait.h>
#include <unistd.h>

using Chunk = std::vector<char>;

static std::mutex mutex;
static std::condition_variable filled;
static std::condition_variable emptied;
static std::list<Chunk> queue;
static bool finished = false;

static void read_pipe(int from) {
  for (;;) {
    Chunk chunk(16384);
    const ssize_t got = read(from, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    std::unique_lock lock(mutex);
    if (got <= 0) {
      finished = true;
      filled.notify_one();
      return;
    }
    chunk.resize(static_cast<std::size_t>(got));
    emptied.wait(lock, [] { return queue.size() < 4; });
    queue.push_back(std::move(chunk));
    filled.notify_one();
  }
}

static void write_out(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t put = write(1, bytes, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      perror("relay: writing");
      _exit(1);  // ends the reading thread too; with it goes the last read end, and so the child
    }
    bytes += put;
    size -= static_cast<std::size_t>(put);
  }
}

static int child_main(int to) {
  signal(SIGPIPE, SIG_DFL);
  char chunk[4096];
  for (;;) {
    ssize_t got = read(0, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0 ? 0 : 1;
    const char* at = chunk;
    while (got > 0) {
      const ssize_t put = write(to, at, static_cast<std::size_t>(got));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return 1;
      at += put;
      got -= put;
    }
  }
}

int main() {
  signal(SIGPIPE, SIG_IGN);
  int fds[2];
  if (pipe(fds) < 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    close(fds[0]);
    _exit(child_main(fds[1]));
  }
  close(fds[1]);

  std::thread reader(read_pipe, fds[0]);
  std::size_t lines = 0;
  for (;;) {
    std::unique_lock lock(mutex);
    filled.wait(lock, [] { return finished || !queue.empty(); });
    if (queue.empty()) break;
    const Chunk chunk = std::move(queue.front());
    queue.pop_front();
    emptied.notify_one();
    lock.unlock();
    lines += static_cast<std::size_t>(std::count(chunk.begin(), chunk.end(), '\n'));
    write_out(chunk.data(), chunk.size());
  }
  reader.join();
  const std::string count = std::to_string(lines) + " lines\n";
  write_out(count.data(), count.size());
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  return 0;
}
