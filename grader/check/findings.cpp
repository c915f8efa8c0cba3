#include "check/findings.hpp"

#include "check/mixture.hpp"
#include "check/words.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>

namespace ipclab::check {
namespace {

// One word for calls that do the same to somebody who waits: evidence says "wait", whichever was used.
std::string family(std::string_view call) {
  call = call.substr(0, call.find('('));
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> families{{
      {"wait4", "wait"}, {"waitid", "wait"}, {"waitpid", "wait"}, {"readv", "read"}, {"pread64", "read"},
      {"writev", "write"}, {"pwrite64", "write"}, {"openat", "open"}, {"ppoll", "poll"}, {"select", "poll"},
      {"pselect6", "poll"}, {"epoll_wait", "poll"}, {"epoll_pwait", "poll"}, {"rt_sigsuspend", "sigsuspend"}}};
  for (const auto& [one, all] : families)
    if (call == one) return std::string(all);
  return std::string(call);
}

void quote_standard_error(const Running& program, Finding& finding) {
  if (!program.err_text.empty())
    finding.notes.push_back(fmt::format("On standard error {} said: {}", program.name, printable(program.err_text, 200)));
}

// A program's name stays as it is; it is a word of ours that begins a sentence.
std::string capital(const std::string& who) { return who == "somebody" ? "Somebody" : who; }

// "SIGINT (3 times)" for one that comes several times in a row.
std::vector<std::string> signal_words(const std::vector<int>& signals) {
  std::vector<std::string> words;
  for (std::size_t i = 0, times = 1; i < signals.size(); i += times) {
    for (times = 1; i + times < signals.size() && signals[i + times] == signals[i];) ++times;
    words.push_back(posix::signal_name(signals[i]) + (times > 1 ? fmt::format(" ({} times)", times) : ""));
  }
  return words;
}

// "second" for "2", "21st" for "21".
std::string ordinal(const std::string& number) {
  constexpr std::array<std::string_view, 9> kFew{"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
  const int n = std::atoi(number.c_str());
  if (n >= 2 && n <= 10) return std::string(kFew.at(static_cast<std::size_t>(n - 2)));
  const int last = n % 100 / 10 == 1 ? 0 : n % 10;
  return number + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

// What it got besides arguments and input: its signals. Those that the grader sent are told among its deeds.
std::string about_signals(const Running& program, const std::string& it) {
  std::vector<std::string> states;
  if (!program.blocked.empty()) states.push_back(listed(signal_words(program.blocked)) + " blocked");
  if (!program.ignored.empty()) states.push_back(listed(signal_words(program.ignored)) + " ignored");
  std::string text;
  if (!states.empty()) text = fmt::format(" {} was started with {}.", it, listed(states));
  return text;
}

std::string how_it_was_run(const Running& program) {
  std::string words = program.name;
  if (program.name != program.program) words += fmt::format(" (the {} {})", ordinal(program.name.substr(program.name.rfind('#') + 1)), program.program);
  words += fmt::format(" was run as `{}`", printable(program.command, 120));
  if (!program.given.empty()) words += fmt::format(", its input was `{}`", printable(program.given, 100));
  if (program.dropwise) words += ", byte by byte, each when all slept";
  if (program.ends_input) words += program.given.empty() ? ", its input was empty" : ", then the end";
  if (program.unread) words += ", and nobody read its output";
  if (program.read_late) words += ", and at first nobody read its output";
  if (program.most_open_files) words += fmt::format(", with a limit of {}", counted(*program.most_open_files, "open descriptor"));
  if (program.most_memory) words += fmt::format(", with {} MiB of address space (ulimit -v {})", *program.most_memory >> 20, *program.most_memory >> 10);
  return words + "." + about_signals(program, "It");
}

// As a word of its own: "pair" is not in "pair#2", nor in "repair".
bool has_word(std::string_view text, std::string_view word) {
  const auto belongs = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '#'; };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !belongs(text[at - 1])) && (end == text.size() || !belongs(text[end]))) return true;
  }
  return false;
}

bool speaks_of(const Finding& finding, const Running& program) {
  return has_word(finding.happened, program.name) ||
         std::any_of(finding.waiting.begin(), finding.waiting.end(),
                     [&](const Waiting& line) { return has_word(line.who, program.name) || has_word(line.because, program.name); });
}

bool crashed(const Running& program) {
  constexpr std::array<int, 3> faults{SIGSEGV, SIGBUS, SIGABRT};
  return program.killed && std::find(faults.begin(), faults.end(), *program.status) != faults.end();
}

std::string why_signal(int signal) {
  switch (signal) {
    case SIGPIPE: return "It wrote to a pipe that nobody reads any more; unless SIGPIPE is ignored or handled, that ends the writer without a word.";
    case SIGSEGV: return "It used memory that is not its own.";
    case SIGBUS: return "It used a page of a mapping that has nothing behind it; most often, the file ends before that page.";
    case SIGABRT: return "It called abort(3), or the C library found damaged memory and did.";
    case SIGXCPU: return fmt::format("The grader's limits end a program that uses {} s of CPU time.", world::Limits{}.cpu_seconds);
    case SIGKILL: return "It sent that to itself, or another of its processes did.";
    default: return "";
  }
}

// How the two differ, for the evidence: everything is there and more, a part is missing, or other bytes.
std::string how_different(std::string_view expected, std::string_view actual) {
  if (actual.starts_with(expected)) return "extra";
  if (expected.starts_with(actual)) return "missing";
  return "different";
}

std::string first_difference(std::string_view expected, std::string_view actual) {
  const auto [e, a] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto at = static_cast<std::size_t>(e - expected.begin());
  if (a == actual.end()) return fmt::format("It stops after {} of {}.", counted(at, "byte"), expected.size());
  if (e == expected.end()) return fmt::format("The first {} are right; then {} more follow.", counted(at, "byte"), counted(actual.size() - at, "byte"));
  return fmt::format("The first difference is at byte {} (counted from 0).", at);
}

// Long texts are shown around the place where they part.
std::string around(std::string_view text, std::size_t at) {
  constexpr std::size_t before = 32, after = 32;  // all of it fits into a few lines, also as \x..
  if (text.size() <= 240) return printable(text);
  const std::size_t from = at > before ? at - before : 0;
  const std::string_view part = text.substr(std::min(from, text.size()), before + after);
  return (from > 0 ? fmt::format("… {} … ", counted(from, "byte")) : "") + printable(part) +
         (from + part.size() < text.size() ? fmt::format(" … {} more", counted(text.size() - from - part.size(), "byte")) : "");
}

std::string object_words(const world::LeftObject& object) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kinds{{
      {"shm", "a System V shared memory segment"}, {"sem", "a System V semaphore set"}, {"msg", "a System V message queue"},
      {"posix-shm", "a POSIX shared memory object"}, {"posix-sem", "a POSIX semaphore"}, {"posix-mq", "a POSIX message queue"},
      {"fifo", "a FIFO"}, {"socket", "a socket"}, {"file", "a file"}}};
  for (const auto& [kind, words] : kinds)
    if (object.kind == kind) return fmt::format("{} ({})", words, object.name);
  return object.kind + " " + object.name;
}

std::string state_words(char state) {
  switch (state) {
    case 'Z': return "a zombie: it has ended, but its parent has not waited for it";
    case 'T': return "stopped";
    case 'R': return "running";
    default: return "asleep";
  }
}

}  // namespace

namespace {

Finding stuck(Engine& engine, const Running& program) {
  Finding finding;
  finding.symptom.kind = Symptom::Kind::stuck;
  finding.waiting = engine.waiting();
  for (const observe::Wait& wait : engine.explain().waits)
    if (wait.task.pid == program.pid && wait.task.tid == program.pid) {
      finding.symptom.detail = family(wait.call);
    }
  for (const Waiting& line : finding.waiting)
    if (line.who == program.name && !finding.at) finding.at = own_place(line);
  finding.happened = fmt::format("{} never ends: {} blocked for ever.", program.name, engine.who_is_blocked(program));
  if (program.out_bytes > 0) finding.actual = printable(program.out_text);
  quote_standard_error(program, finding);
  return finding;
}

}  // namespace

// So that it can be tried by hand.
void say_what_they_got(const Engine& engine, const Running& program, Finding& finding) {
  constexpr std::size_t most = 5;
  std::vector<const Running*> others;
  for (const Running& other : engine.all())
    if (&other != &program && other.pid > 0 && speaks_of(finding, other)) others.push_back(&other);
  finding.notes.push_back(how_it_was_run(program));
  for (std::size_t i = 0; i < others.size() && i < most; ++i) finding.notes.push_back(how_it_was_run(*others[i]));
  if (others.size() > most) finding.notes.push_back(fmt::format("{} more were run.", others.size() - most));
}

Finding stuck_instead_of_ending(Engine& engine, const Running& program) {
  Finding finding = stuck(engine, program);
  if (program.in.open() && !program.ends_input && (!program.given.empty() || engine.input_is_read(program)))
    finding.notes.push_back(fmt::format("The standard input of {} is still open; it was to end without waiting for more.", program.name));
  say_what_they_got(engine, program, finding);
  return finding;
}

Finding ended_otherwise(const Engine& engine, const Running& program, const Ending& promised) {
  Finding finding;
  finding.symptom = program.killed ? Symptom{Symptom::Kind::killed, posix::signal_name(*program.status)}
                                   : Symptom{Symptom::Kind::status, std::to_string(*program.status)};
  if (program.killed && *program.status == SIGXCPU) finding.symptom = {Symptom::Kind::endless, "cpu"};
  finding.happened = fmt::format("{} {}; promised was exit {}{}.", program.name, how_it_ended(program), promised.status,
                                 promised.signal != 0 ? ", or an end by " + posix::signal_name(promised.signal) : "");
  finding.crashed = crashed(program);
  if (program.killed)
    if (const std::string why = why_signal(*program.status); !why.empty()) finding.notes.push_back(why);
  say_what_they_got(engine, program, finding);
  quote_standard_error(program, finding);
  return finding;
}

Finding ended_too_early(const Engine& engine, const Running& program) {
  Finding finding;
  finding.symptom = program.killed ? Symptom{Symptom::Kind::killed, posix::signal_name(*program.status)}
                                   : Symptom{Symptom::Kind::status, std::to_string(*program.status)};
  finding.crashed = crashed(program);
  const bool fed = program.in.open() && !program.ends_input && !program.given.empty();
  finding.happened = fmt::format("{} {} {}.", program.name, how_it_ended(program),
                                 fed ? "while its input was still open; it was to wait for more" : "while it was to wait");
  say_what_they_got(engine, program, finding);
  quote_standard_error(program, finding);
  return finding;
}

Finding never_wrote(Engine& engine, const Running& program, int fd, std::string_view text, bool asleep) {
  Finding finding;
  const std::string stream = fd == 1 ? "standard output" : "standard error";
  if (asleep) {
    finding = stuck(engine, program);
    finding.happened = fmt::format("{} never writes {} to {}: {} blocked for ever.", program.name, printable(text), stream, engine.who_is_blocked(program));
  } else {
    finding.symptom = {Symptom::Kind::output, "missing"};
    finding.happened = fmt::format("{} {} and had not written {} to {}.", program.name,
                                   program.status ? how_it_ended(program) : "came to its end", printable(text), stream);
    finding.actual = printable(fd == 1 ? program.out_text : program.err_text);
    if (program.killed) finding.symptom = {Symptom::Kind::killed, posix::signal_name(*program.status)};
    finding.crashed = crashed(program);
    if (fd == 1) quote_standard_error(program, finding);
  }
  say_what_they_got(engine, program, finding);
  return finding;
}

Finding seen_broken(const Engine& engine, const Running& program, std::string what, std::string happened) {
  Finding finding;
  finding.symptom = {Symptom::Kind::state, std::move(what)};
  finding.happened = std::move(happened);
  say_what_they_got(engine, program, finding);
  if (program.out_bytes > 0) finding.actual = printable(program.out_text);
  quote_standard_error(program, finding);
  return finding;
}

std::optional<Finding> wrong_content(const Engine& engine, const Running& program, int fd, const Content& promised) {
  const std::string& text = fd == 1 ? program.out_text : program.err_text;
  const std::string stream = !program.fifo.empty() ? "the FIFO " + program.fifo : fd == 1 ? "standard output" : "standard error";
  const std::string who = program.fifo.empty() ? program.name : "somebody";
  Finding finding;
  finding.symptom.kind = Symptom::Kind::output;
  switch (promised.kind) {
    case Content::Kind::equals: {
      if (text == promised.text) return std::nullopt;
      const auto part = std::mismatch(promised.text.begin(), promised.text.end(), text.begin(), text.end());
      const auto at = static_cast<std::size_t>(part.first - promised.text.begin());
      finding.symptom.detail = how_different(promised.text, text);
      finding.happened = fmt::format("{} wrote something else to {} than promised. {}", capital(who), stream, first_difference(promised.text, text));
      finding.expected = around(promised.text, at);
      finding.actual = around(text, at);
      break;
    }
    case Content::Kind::at_most:
      if (promised.text.starts_with(text)) return std::nullopt;
      finding.symptom.detail = how_different(promised.text, text);
      finding.happened = fmt::format("{} has already written more to {} than there was reason for.", program.name, stream);
      finding.expected = promised.text.empty() ? "nothing yet" : printable(promised.text);
      finding.actual = printable(text);
      break;
    case Content::Kind::starts_with:
      if (text.starts_with(promised.text)) return std::nullopt;
      finding.symptom.detail = how_different(promised.text, text);
      finding.happened = fmt::format("What {} wrote to {} does not begin as promised.", who, stream);
      finding.expected = printable(promised.text);
      finding.actual = printable(text);
      break;
    case Content::Kind::lacks:
      if (text.find(promised.text) == std::string::npos) return std::nullopt;
      finding.symptom.detail = "extra";
      finding.happened = fmt::format("{} wrote something to {} that must not be there: {}", capital(who), stream, printable(promised.text));
      finding.actual = printable(text);
      break;
    case Content::Kind::mixes: {
      const auto wrong = why_no_mixture(text, promised.text, promised.whole, promised.part);
      if (!wrong) return std::nullopt;
      finding.symptom.detail = wrong->foreign.empty() ? "missing" : wrong->missing.empty() ? "extra" : "different";
      finding.happened = fmt::format("What {} wrote to {} is not what was promised.", who, stream);
      if (!wrong->missing.empty()) finding.notes.push_back(fmt::format("Missing: {}", printable(wrong->missing.front(), 120)));
      if (!wrong->foreign.empty()) finding.notes.push_back(fmt::format("Printed, but not promised, not yet or not a second time: {}", printable(wrong->foreign.front(), 120)));
      finding.actual = printable(text);
      break;
    }
    case Content::Kind::says_something:
      if (text.find_first_not_of(" \t\r\n") != std::string::npos) return std::nullopt;
      finding.symptom.detail = "missing";
      finding.happened = fmt::format("{} {} without a message on {}.", program.name,
                                     program.status ? how_it_ended(program) : "goes on", stream);
      break;
    case Content::Kind::empty:
      if (text.empty()) return std::nullopt;
      finding.symptom.detail = "extra";
      finding.happened = fmt::format("{} wrote to {}, where nothing was promised.", capital(who), stream);
      finding.actual = printable(text);
      break;
  }
  finding.crashed = crashed(program);
  const bool by_us = program.killed && std::find(program.sent.begin(), program.sent.end(), *program.status) != program.sent.end();
  if (program.killed && !by_us && promised.kind != Content::Kind::says_something)
    finding.notes.push_back(fmt::format("{} {}. {}", program.name, how_it_ended(program), why_signal(*program.status)));
  if (program.fifo.empty()) say_what_they_got(engine, program, finding);
  if (fd == 1) quote_standard_error(program, finding);
  return finding;
}

std::optional<Finding> something_left(Engine& engine, const Leftovers& what) {
  const world::Leftovers left = engine.world().leftovers();
  Finding finding;
  finding.symptom.kind = Symptom::Kind::left;
  for (const world::LeftProcess& process : left.processes) {
    if (finding.symptom.detail.empty()) finding.symptom.detail = process.state == 'Z' ? "zombie" : "process";
    finding.notes.push_back(fmt::format("{} is still there: {}{}.", engine.name_of(process.pid), state_words(process.state),
                                        process.state == 'Z' ? fmt::format(" ({})", engine.name_of(process.parent)) : ""));
  }
  for (const world::LeftObject& object : left.objects) {
    if ((object.kind == "file" && !what.files) || engine.put_by_us(object.name)) continue;
    if (finding.symptom.detail.empty()) finding.symptom.detail = object.kind;
    finding.notes.push_back(fmt::format("Left behind: {}.", object_words(object)));
  }
  if (finding.notes.empty()) return std::nullopt;
  if (constexpr std::size_t most = 12; finding.notes.size() > most) {
    const std::size_t more = finding.notes.size() - most;
    finding.notes.resize(most);
    finding.notes.push_back(fmt::format("And {} more.", more));
  }
  finding.happened = left.processes.empty() ? "At the end something was left behind." : "At the end not every process was gone: nothing could move any more.";
  if (!left.processes.empty()) {
    finding.waiting = engine.waiting();
    for (const Waiting& line : finding.waiting)
      if (!finding.at) finding.at = own_place(line);
  }
  return finding;
}

Finding not_alone_at_end(const Engine& engine, const Running& program, const std::vector<Company>& company) {
  Finding finding;
  finding.symptom.kind = Symptom::Kind::unreaped;
  const auto children = static_cast<std::size_t>(std::count_if(company.begin(), company.end(), [](const Company& one) { return one.child; }));
  finding.happened = children > 0 ? fmt::format("{} {} without having waited for {}.", program.name, how_it_ended(program),
                                                children == 1 ? "its child" : fmt::format("its {} children", children))
                                  : fmt::format("{} {}, and something that it started was still there.", program.name, how_it_ended(program));
  for (const Company& one : company)
    finding.notes.push_back(fmt::format("At its last call, {} was {}.", engine.name_of(one.pid),
                                        one.state == 'Z' ? "a zombie: its status was never fetched" : "still " + state_words(one.state)));
  say_what_they_got(engine, program, finding);
  quote_standard_error(program, finding);
  return finding;
}

std::optional<Finding> memory_error(const Running& program) {
  const auto at = program.err_text.find(kMemoryReport);
  if (at == std::string::npos) return std::nullopt;
  const std::string_view report = std::string_view(program.err_text).substr(at + kMemoryReport.size());
  Finding finding;
  finding.symptom = {Symptom::Kind::memory, std::string(report.substr(0, report.find_first_of(" \n")))};
  // The first frame that lies in the student's file: "    #1 0x… in main relay.cpp:41".
  const std::string file = program.program + ".cpp:";
  for (std::size_t line = 0; line < report.size();) {
    const std::size_t end = std::min(report.find('\n', line), report.size());
    const std::string_view text = report.substr(line, end - line);
    line = end + 1;
    const auto frame = text.find(file);
    if (text.find("    #") != 0 || frame == std::string_view::npos) continue;
    const auto in = text.find(" in ");
    std::string function;
    if (in != std::string_view::npos && in < frame) function = std::string(text.substr(in + 4, text.find_first_of(" (", in + 4) - in - 4));
    finding.at = Place{program.program + ".cpp", std::atoi(std::string(text.substr(frame + file.size())).c_str()), function};
    break;
  }
  finding.happened = fmt::format("{} touched memory that is not its own ({}{}).", program.name, finding.symptom.detail,
                                 finding.at ? fmt::format(", {}:{}", finding.at->file, finding.at->line) : "");
  finding.notes.push_back("Reported by the program's own process: AddressSanitizer, which this check builds into it.");
  return finding;
}

}  // namespace ipclab::check
