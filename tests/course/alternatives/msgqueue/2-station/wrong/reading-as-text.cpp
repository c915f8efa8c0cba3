// wrong: a reading is sent as text
#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <vector>

using Bytes = std::vector<char>;

template <class T>
void append(Bytes& bytes, const T& value) {
  const char* from = reinterpret_cast<const char*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof value);
}

int send(const std::string& key, Bytes message) {
  const int id = msgget(std::stoi(key), IPC_CREAT | 0600);
  if (id < 0 || msgsnd(id, message.data(), message.size() - sizeof(long), 0) != 0) {
    std::cerr << "cannot send\n";
    return 1;
  }
  return 0;
}

int show(const std::string& key) {
  const int id = msgget(std::stoi(key), 0);
  if (id < 0) {
    std::cerr << "no queue\n";
    return 1;
  }
  Bytes message(sizeof(long) + 80);
  ssize_t size = 0;
  while ((size = msgrcv(id, message.data(), 80, 0, IPC_NOWAIT)) != -1) {
    long type = 0;
    std::memcpy(&type, message.data(), sizeof type);
    const char* rest = message.data() + sizeof type;
    if (type == 1) {
      int both[2];
      std::memcpy(both, rest, sizeof both);
      std::cout << "station " << both[0] << ": " << both[1] << '\n';
    } else {
      std::cout << "remark: " << std::string(rest, rest + size) << '\n';
    }
  }
  return errno == ENOMSG ? 0 : 1;
}

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  Bytes message;
  if (args.size() == 2 && args[0] == "show") return show(args[1]);
  if (args.size() == 4 && args[0] == "reading") {
    append(message, 1L);
    const std::string text = args[2] + " " + args[3];
    message.insert(message.end(), text.begin(), text.end());
    return send(args[1], message);
  }
  if (args.size() == 3 && args[0] == "remark" && args[2].size() <= 80) {
    append(message, 2L);
    message.insert(message.end(), args[2].begin(), args[2].end());
    return send(args[1], message);
  }
  std::cerr << "wrong arguments\n";
  return 2;
}
