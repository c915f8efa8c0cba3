#include "app/watch_editor.hpp"

#include "world/spawn.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <sys/prctl.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

constexpr std::string_view kTakeLine[] = {"vi", "vim", "nvim", "view", "vimx", "gvim", "nano", "rnano", "pico", "emacs", "emacsclient",
                                          "micro", "kak", "joe", "jed", "mg", "ne", "mcedit", "vis", "elvis", "nvi", "gedit", "less"};

bool in_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    if (end > 0 && ::access((std::string(rest.substr(0, end)) + "/" + name).c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

// As every program finds them at its start; ours are blocked, ignored or watched.
const char* as_a_program_begins() {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  if (::sigprocmask(SIG_SETMASK, &none, nullptr) != 0) return "sigprocmask";
  // Without us nobody would be left to give the terminal back after it.
  if (::prctl(PR_SET_PDEATHSIG, SIGHUP) != 0) return "prctl(PR_SET_PDEATHSIG)";
  return nullptr;
}

}  // namespace

std::string editor() {
  for (const char* variable : {"EDITOR", "VISUAL"})
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return value;
  for (const char* name : {"vi", "nano"})
    if (in_path(name)) return name;
  return {};
}

bool takes_line(const std::string& editor) {
  const std::string first = editor.substr(0, editor.find(' '));
  const std::string name = first.substr(first.rfind('/') + 1);
  return std::find(std::begin(kTakeLine), std::end(kTakeLine), name) != std::end(kTakeLine);
}

pid_t start_editor(const std::string& editor, const fs::path& file, int line) {
  world::Command command;
  command.path = "/bin/sh";  // $EDITOR may have words of its own: "emacs -nw"
  command.args = {"-c", "exec " + editor + " \"$@\"", "sh"};
  if (line > 0 && takes_line(editor)) command.args.push_back("+" + std::to_string(line));
  command.args.push_back(file.string());
  command.inherit_environment = true;
  return world::spawn(command, as_a_program_begins);
}

}  // namespace ipclab::app
