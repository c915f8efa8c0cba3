// What --help says. Written by hand, for it is to teach; tests hold it against the options that there are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::app {

struct CommandHelp {
  std::string_view name;
  std::string_view summary;  // for the list of commands
  std::string_view text;     // for `ipclab NAME --help`
};

[[nodiscard]] const std::vector<CommandHelp>& command_helps();
// Of one command, or of the whole program when `command` is empty.
[[nodiscard]] std::string help(const std::string& command);

}  // namespace ipclab::app
