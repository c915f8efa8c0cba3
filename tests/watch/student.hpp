// Somebody at work: a checkout of their own, and what they do to its files.
#pragma once
#include "course/weave.hpp"
#include "posix/fd.hpp"
#include "support/catch.hpp"
#include "support/terminal_run.hpp"

#include <fcntl.h>
#include <filesystem>
#include <set>
#include <string>

namespace ipclab::tests {

inline constexpr const char* kSender = "pipe/1-sender/sender.cpp";
inline constexpr const char* kKept = "Every promise of this step is kept";
inline constexpr const char* kDone = "checked in";  // stands there only when nothing is running

struct Student {
  Checkout checkout;

  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return checkout.root() / "labs" / name; }
  [[nodiscard]] std::string read(const std::string& name) const { return posix::read_file(file(name).string()).value_or(""); }
  // Every bug repaired but these.
  [[nodiscard]] std::string with(const std::string& name, const std::set<std::string>& bugs) const {
    return course::weave(posix::read_file((checkout.root() / "solutions" / name).string()).value(), bugs, name);
  }
  // As editors save: into the file, or a new one in its place.
  void write(const std::string& name, const std::string& text) const {
    const posix::Fd to = posix::open_file(file(name).string(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix::write_all(to.get(), text);
  }
  void rename_over(const std::string& name, const std::string& text) const { posix::replace_file(file(name).string(), text); }
  [[nodiscard]] std::string state(const std::string& name) const { return posix::read_file((checkout.root() / ".ipclab" / name).string()).value_or(""); }
  // A command that does what an editor does; it gets the file as its last argument.
  [[nodiscard]] std::string script(const std::string& name, const std::string& body) const {
    const auto path = checkout.temporary() / name;
    posix::replace_file(path.string(), "#!/bin/sh\n" + body, 0755);
    return path.string();
  }
};

}  // namespace ipclab::tests
