// Findings about a FIFO of which the grader itself has an end, or looks at the mode.
#include "check/findings.hpp"

#include "check/words.hpp"
#include "posix/error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace ipclab::check {

void say_what_all_got(const Engine& engine, Finding& finding) {
  for (const Running& program : engine.all()) {
    if (!program.fifo.empty()) continue;
    std::string words = fmt::format("`{}`", printable(program.command, 120));
    if (!program.given.empty()) words += fmt::format(" got {}", printable(program.given, 100));
    if (!program.status) words += fmt::format("{} still runs", program.given.empty() ? "" : " and");
    else if (program.killed) words += fmt::format("{} was ended by {}", program.given.empty() ? "" : " and", posix::signal_name(*program.status));
    else words += fmt::format("{} ended with exit {}", program.given.empty() ? "" : " and", *program.status);
    if (!program.err_text.empty()) words += fmt::format("; on standard error it said: {}", printable(program.err_text, 200));
    finding.notes.push_back(words + (words.ends_with('.') ? "" : "."));
  }
}

Finding never_came(Engine& engine, const Running& end, std::string_view text, bool asleep) {
  Finding finding;
  finding.symptom = {Symptom::Kind::output, "missing"};
  finding.happened = fmt::format("{} never comes through the FIFO {}.", printable(text, 120), end.fifo);
  finding.actual = printable(end.out_text);
  if (asleep) finding.waiting = engine.waiting();
  say_what_all_got(engine, finding);
  return finding;
}

Finding no_fifo(const Engine& engine, const std::string& name) {
  Finding finding;
  finding.symptom = {Symptom::Kind::state, "no fifo"};
  finding.happened = fmt::format("There is no FIFO {} to read from (any more).", name);
  say_what_all_got(engine, finding);
  return finding;
}

Finding nobody_reads(Engine& engine, const std::string& name, bool asleep) {
  Finding finding;
  finding.symptom = {Symptom::Kind::state, "not read"};
  finding.happened = fmt::format("A writer came to the FIFO {}, and nobody {} it open to read.", name, asleep ? "ever has" : "has");
  if (asleep) finding.waiting = engine.waiting();
  say_what_all_got(engine, finding);
  return finding;
}

std::optional<Finding> wrong_fifo(Engine& engine, const std::string& name, unsigned mode) {
  struct stat info {};
  const bool there = ::lstat((engine.world().directory() + "/" + name).c_str(), &info) == 0;
  const unsigned bits = info.st_mode & 07777U;
  if (there && S_ISFIFO(info.st_mode) && bits == mode) return std::nullopt;
  Finding finding;
  finding.symptom = {Symptom::Kind::state, there && S_ISFIFO(info.st_mode) ? "mode" : "no fifo"};
  if (!there) finding.happened = fmt::format("There was to be a FIFO {}, and there is nothing of that name (any more).", name);
  else if (!S_ISFIFO(info.st_mode)) finding.happened = fmt::format("What stands at {} is no FIFO.", name);
  else finding.happened = fmt::format("The FIFO {} has the permission bits {:04o}; promised were {:04o}.", name, bits, mode);
  say_what_all_got(engine, finding);
  return finding;
}

}  // namespace ipclab::check
