// right: a reader thread and a writing main thread with a bounded queue of chunks between them
#include <cerrno>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

class Queue {
 public:
  void push(std::string chunk) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return chunks_.size() < 8; });
    chunks_.push_back(std::move(chunk));
    changed_.notify_all();
  }
  std::string pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !chunks_.empty(); });
    std::string chunk = std::move(chunks_.front());
    chunks_.pop_front();
    changed_.notify_all();
    return chunk;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> chunks_;
};

static Queue queue;
static int read_error = 0;

// An empty chunk is the end of the input.
static void reader() {
  std::string chunk(32768, '\0');
  for (;;) {
    const ssize_t got = read(0, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) read_error = errno;
    if (got <= 0) break;
    queue.push(chunk.substr(0, static_cast<std::size_t>(got)));
  }
  queue.push("");
}

static void write_all(const std::string& bytes) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    const ssize_t put = write(1, at, static_cast<std::size_t>(end - at));
    if (put > 0) at += put;
    if (put < 0 && errno != EINTR) {
      perror("sender: writing");
      _exit(1);  // the other thread may sleep in read
    }
  }
}

int main() {
  std::thread thread(reader);
  std::string line;
  std::string out;
  auto message = [&] {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    char head[sizeof length];
    std::memcpy(head, &length, sizeof length);
    out.append(head, sizeof length).append(line);
    line.clear();
  };
  for (std::string chunk = queue.pop(); !chunk.empty(); chunk = queue.pop()) {
    for (const char c : chunk) {
      if (c != '\n') line.push_back(c);
      else message();
    }
    write_all(out);
    out.clear();
  }
  thread.join();
  if (!line.empty()) message();
  write_all(out);
  if (read_error != 0) {
    fprintf(stderr, "sender: reading: %s\n", strerror(read_error));
    return 1;
  }
  return 0;
}
