// wrong: -d makes the queue first when there is none, and is content
#include <cstring>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>
#include <vector>

namespace {

struct Trouble : std::runtime_error {
  int status;
  Trouble(int s, const std::string& what) : std::runtime_error(what), status(s) {}
};

class Queue {
 public:
  Queue(int key, bool make) : id_(::msgget(key, make ? IPC_CREAT | 0600 : 0)) {
    if (id_ == -1) throw Trouble(1, "no queue with key " + std::to_string(key));
  }
  void send(long type, const std::string& text) const {
    std::vector<char> raw(sizeof type + text.size() + 1);
    std::memcpy(raw.data(), &type, sizeof type);
    text.copy(raw.data() + sizeof type, text.size());
    if (::msgsnd(id_, raw.data(), text.size(), 0) != 0) throw Trouble(1, "cannot send");
  }
  std::string receive(long type) const {
    std::vector<char> raw(sizeof type + 8192);
    const ssize_t n = ::msgrcv(id_, raw.data(), 8192, type, IPC_NOWAIT);
    if (n == -1) throw Trouble(3, "no message");
    long got = 0;
    std::memcpy(&got, raw.data(), sizeof got);
    return std::to_string(got) + ": " + std::string(raw.data() + sizeof got, static_cast<std::size_t>(n));
  }
  void remove() const { ::msgctl(id_, IPC_RMID, nullptr); }

 private:
  int id_;
};

long whole(const std::string& text) {
  std::size_t used = 0;
  long value = 0;
  try {
    value = std::stol(text, &used);
  } catch (const std::exception&) {
    throw Trouble(2, "not a number: " + text);
  }
  if (used != text.size() || value > 2147483647L || value < -2147483647L) throw Trouble(2, "not a number here: " + text);
  return value;
}

void go(int argc, char** argv) {
  std::map<char, std::string> options;
  for (int c; (c = getopt(argc, argv, "dk:rst:")) != -1;) {
    if (c == '?') throw Trouble(2, "unknown");
    options[static_cast<char>(c)] = optarg == nullptr ? "" : optarg;
  }
  const auto has = [&](char c) { return options.count(c) == 1; };
  const std::vector<std::string> rest(argv + optind, argv + argc);
  if (has('s') + has('r') + has('d') != 1 || rest.size() != (has('s') ? 1U : 0U)) throw Trouble(2, "usage");
  const long key = has('k') ? whole(options['k']) : 1234;
  const long type = has('t') ? whole(options['t']) : has('s') ? 1 : 0;
  if (key < 1 || (has('s') && type < 1)) throw Trouble(2, "out of range");
  const Queue queue(static_cast<int>(key), has('s') || has('d'));
  if (has('s')) queue.send(type, rest[0]);
  else if (has('d')) queue.remove();
  else std::cout << queue.receive(type) << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    go(argc, argv);
    return 0;
  } catch (const Trouble& trouble) {
    std::cerr << trouble.what() << '\n';
    return trouble.status;
  }
}
