#include "labs/alike.hpp"

namespace ipclab::labs {

using namespace check;

void refuses(Trial& t, const Process& process, int status) {
  t.expect(process, exits(status));
  t.expect(process.out(), empty());
  t.expect(process.err(), says_something());
}

void refuses(Trial& t, std::string_view program, const std::vector<std::string>& args, int status) {
  refuses(t, t.start(program, {.args = args, .budget = kAtEnd}).end_input(), status);
}

void ends_by(Trial& t, const Process& process, int signal, const std::string& name) {
  t.expect(process, ends());
  if (t.ended_by_itself(process)) t.broken(process, "ended by itself", process.name() + " has ended by itself; promised was an end by " + name + ".");
  else t.expect(process, exits(128 + signal).or_by(signal));
}

std::string long_lines(const std::string& name, int count) {
  std::string all;
  for (int i = 1; i <= count; ++i) {
    const std::string begin = name + " says line " + std::to_string(i) + " ";
    all += begin + std::string(1023 - begin.size(), '.') + "\n";
  }
  return all;
}

std::string shown(const std::string& name, std::string_view lines) {
  std::string all;
  for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
    all.append(name).append(": ").append(lines, at, lines.find('\n', at) + 1 - at);
  return all;
}

}  // namespace ipclab::labs
