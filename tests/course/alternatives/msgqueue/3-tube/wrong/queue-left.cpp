// wrong: nobody removes the queue
#include <cstring>
#include <iostream>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <system_error>

namespace {

class Tube {
 public:
  explicit Tube(const std::string& key) : id_(msgget(std::stoi(key), IPC_CREAT | 0600)) { check(id_); }
  void send(long type, const std::string& text) {
    raw_.assign(reinterpret_cast<const char*>(&type), sizeof type);
    raw_ += text;
    check(msgsnd(id_, raw_.data(), text.size(), 0));
  }
  long receive(std::string& text) {
    for (raw_.resize(sizeof(long) + 16);; raw_.resize(raw_.size() * 4)) {
      const ssize_t size = msgrcv(id_, raw_.data(), raw_.size() - sizeof(long), 0, 0);
      if (size < 0 && errno == E2BIG) continue;
      check(static_cast<int>(size));
      text.assign(raw_, sizeof(long), static_cast<std::size_t>(size));
      long type = 0;
      std::memcpy(&type, raw_.data(), sizeof type);
      return type;
    }
  }
  void remove() { check(msgctl(id_, IPC_RMID, nullptr)); }

 private:
  static void check(int result) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), "tube");
  }
  int id_;
  std::string raw_;
};

int in(Tube& tube) {
  for (std::string line; std::getline(std::cin, line);) {
    try {
      tube.send(1, line);
    } catch (const std::system_error& error) {
      if (error.code() != std::errc::invalid_argument) throw;
      std::cerr << "a line is too long: " << line.size() << " bytes\n";
      tube.send(2, "");
      return 2;
    }
  }
  tube.send(2, "");
  return 0;
}

int out(Tube& tube) {
  for (std::string text; tube.receive(text) == 1;) std::cout << text << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role != "in" && role != "out") {
    std::cerr << "in KEY, or out KEY\n";
    return 2;
  }
  Tube tube(argv[2]);
  return role == "in" ? in(tube) : out(tube);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
