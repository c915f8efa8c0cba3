// right: the arguments taken apart by hand, with from_chars
#include <charconv>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <vector>

namespace {

struct Letter {
  long type;
  char text[256];
};

[[noreturn]] void stop(const std::string& why, int status) {
  std::cerr << "msgq: " << why << '\n';
  std::exit(status);
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc() || end != text.data() + text.size()) stop("that is no number", 2);
  if (value == std::numeric_limits<int>::min()) stop("too small", 2);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  std::optional<int> key, type;
  std::optional<std::string> text;
  char mode = 0;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "-k" || arg == "-t") {
      if (++i == args.size()) stop("something is missing behind " + arg, 2);
      (arg == "-k" ? key : type) = number(args[i]);
    } else if (arg == "-s" || arg == "-r" || arg == "-d") {
      if (mode != 0) stop("one thing at a time", 2);
      mode = arg[1];
    } else if (!arg.empty() && arg[0] == '-') {
      stop("what is " + arg, 2);
    } else {
      if (text) stop("one text only", 2);
      text = arg;
    }
  }
  if (mode == 0 || (mode == 's') != text.has_value()) stop("-s TEXT, -r or -d", 2);
  if (key && *key <= 0) stop("no such key", 2);
  const key_t queue_key = key.value_or(1234);
  if (mode == 's') {
    if (type.value_or(1) <= 0) stop("no such type", 2);
    const int id = msgget(queue_key, IPC_CREAT | 0600);
    Letter letter{};
    letter.type = type.value_or(1);
    text->copy(letter.text, sizeof letter.text);
    return id >= 0 && msgsnd(id, &letter, text->size(), 0) == 0 ? 0 : 1;
  }
  const int id = msgget(queue_key, 0);
  if (id < 0) stop("no queue", 1);
  if (mode == 'd') return msgctl(id, IPC_RMID, nullptr) == 0 ? 0 : 1;
  Letter letter;
  const ssize_t size = msgrcv(id, &letter, sizeof letter.text, type.value_or(0), IPC_NOWAIT);
  if (size < 0) stop("nothing for you", 3);
  std::cout << letter.type << ": " << std::string_view(letter.text, static_cast<std::size_t>(size)) << '\n';
}
