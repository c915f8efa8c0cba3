#include "app/arguments.hpp"
#include "app/help.hpp"
#include "course/selection.hpp"
#include "report/words.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

using namespace ipclab;
using Catch::Matchers::ContainsSubstring;

namespace {
std::string complaint(const std::vector<std::string>& args) {
  try {
    (void)app::parse(args);
  } catch (const course::Unknown& trouble) {
    return trouble.what();
  }
  return "none";
}
}  // namespace

TEST_CASE("help says what is approved") {
  tests::approve("help", app::help(""));
  for (const auto& command : app::command_helps()) tests::approve("help-" + std::string(command.name), app::help(std::string(command.name)));
}

TEST_CASE("the words of reports are explained as approved") { tests::approve("help-schedules", app::help("schedules")); }

TEST_CASE("help fits in 80 columns") {
  std::string all = app::help("") + app::help("schedules");
  for (const auto& command : app::command_helps()) all += app::help(std::string(command.name));
  for (const std::string& line : tests::lines_of(all)) {
    INFO(line);
    CHECK(report::columns(line) <= 80);
  }
}

TEST_CASE("help names every option there is, and no other") {
  for (const auto& command : app::command_helps()) {
    const auto options = app::option_names(std::string(command.name));
    for (const std::string& option : options) CHECK_THAT(std::string(command.text), ContainsSubstring("  " + option + " "));
    for (const std::string& line : tests::lines_of(command.text))
      if (line.rfind("  --", 0) == 0) {
        INFO(line);
        CHECK(std::find(options.begin(), options.end(), line.substr(2, line.find_first_of(" \t", 2) - 2)) != options.end());
      }
  }
}

TEST_CASE("help speaks of no command that does not exist") {
  std::string all = app::help("");
  for (const auto& command : app::command_helps()) all += app::help(std::string(command.name));
  for (const char* later : {"ipclab pack"})
    CHECK(all.find(later) == std::string::npos);
}

TEST_CASE("what is typed is understood as it is meant") {
  CHECK(std::holds_alternative<app::OverviewOptions>(app::parse({})));
  CHECK(std::get<app::HelpOptions>(app::parse({"--help"})).command.empty());
  CHECK(std::get<app::HelpOptions>(app::parse({"help", "--help"})).command.empty());
  CHECK(std::get<app::HelpOptions>(app::parse({"check", "--dir", "x", "-h"})).command == "check");
  const auto check = std::get<app::CheckOptions>(app::parse({"check", "pipe/1", "--jobs", "3", "pipe/relay", "--format", "json"}));
  CHECK(check.what == std::vector<std::string>{"pipe/1", "pipe/relay"});
  CHECK(check.jobs == 3);
  CHECK(check.format == "json");
  const auto run = std::get<app::RunOptions>(app::parse({"run", "pipe/bulk", "--help", "-x"}));
  CHECK(run.args == std::vector<std::string>{"--help", "-x"});
  CHECK(std::get<app::RunOptions>(app::parse({"run", "pipe/bulk", "--", "--"})).args == std::vector<std::string>{"--"});
  CHECK(std::get<app::HelpOptions>(app::parse({"run", "--help"})).command == "run");
}

TEST_CASE("what the command line's library finds wrong is told in our words") {
  const std::string how = "; ./ipclab check --help shows how";
  CHECK(complaint({"check", "--format", "xml"}) == "check: --format can be text or json, not `xml`" + how);
  CHECK(complaint({"check", "--explore", "deep"}) == "check: --explore can be singles, pairs or walk, not `deep`" + how);
  CHECK(complaint({"check", "--jobs", "0"}) == "check: --jobs takes a whole number from 1 to 256, not `0`" + how);
  CHECK(complaint({"check", "--jobs", "1.5"}) == "check: --jobs takes a whole number from 1 to 256, not `1.5`" + how);
  CHECK(complaint({"check", "--seed", "-1"}) == "check: --seed takes a whole number from 0, not `-1`" + how);
  CHECK(complaint({"check", "--seed"}) == "check: --seed wants a value behind it" + how);
  CHECK(complaint({"check", "--nope"}) == "check: there is no option `--nope`" + how);
  CHECK(complaint({"check", "--dir", "x", "--solutions"}) == "check: --dir and --solutions do not go together" + how);
  CHECK(complaint({"hint"}) == "hint: CHECK is missing; ./ipclab hint --help shows how");
  CHECK(complaint({"doctor", "x"}) == "doctor: one word too many, `x`; ./ipclab doctor --help shows how");
}

TEST_CASE("the version can be asked for") { CHECK(std::holds_alternative<app::VersionOptions>(app::parse({"--version"}))); }

TEST_CASE("wrong usage is one line that says what to do") {
  CHECK(complaint({"chek"}) == "no command `chek`; did you mean check?");
  CHECK(complaint({"--verbose"}) == "no option `--verbose`; ./ipclab --help shows what there is");
  CHECK(complaint({"strolls"}) == "no command `strolls`; ./ipclab --help shows what there is");
  CHECK(complaint({"run"}) == "run wants LAB/PROGRAM; ./ipclab run --help shows how");
  CHECK_THAT(complaint({"test"}), ContainsSubstring("./ipclab test"));
  for (const auto& wrong : std::vector<std::vector<std::string>>{
           {"check", "--format", "xml"}, {"check", "--jobs", "0"}, {"check", "--dir", "x", "--solutions"}, {"check", "--nope"}, {"hint"}, {"reset"}, {"doctor", "x"}}) {
    const std::string line = complaint(wrong);
    INFO(line);
    CHECK_THAT(line, ContainsSubstring("./ipclab " + wrong.front() + " --help shows how"));
    CHECK(line.find('\n') == std::string::npos);
  }
}
