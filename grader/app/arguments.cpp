#include "app/arguments.hpp"

#include "app/help.hpp"
#include "course/selection.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>

namespace ipclab::app {
namespace {

using course::Unknown;

// One command's parser and the options it fills; the two live and die together.
struct Parser {
  CLI::App app;
  Options options;
};

template <class T>
T& begin(Parser& parser) {
  return parser.options.emplace<T>();
}

CLI::Validator one_of(std::vector<std::string> words) {
  return {[words = std::move(words)](std::string& given) {
            if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
            std::string all;
            for (std::size_t i = 0; i < words.size(); ++i) all += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
            return "can be " + all + ", not `" + given + "`";
          }, ""};
}

CLI::Validator number(std::uint64_t from, std::uint64_t to) {
  return {[from, to](std::string& given) {
            std::uint64_t value = 0;
            const auto [end, trouble] = std::from_chars(given.data(), given.data() + given.size(), value);
            if (trouble == std::errc() && end == given.data() + given.size() && value >= from && value <= to) return std::string();
            const std::string upto = to == std::numeric_limits<std::uint64_t>::max() ? "" : " to " + std::to_string(to);
            return "takes a whole number from " + std::to_string(from) + upto + ", not `" + given + "`";
          }, ""};
}

void describe_check(Parser& parser) {
  auto& options = begin<CheckOptions>(parser);
  parser.app.add_option("WHAT", options.what);
  auto* dir = parser.app.add_option("--dir", options.dir);
  parser.app.add_flag("--solutions", options.solutions)->excludes(dir);
  parser.app.add_option("--format", options.format)->check(one_of({"text", "json"}));
  parser.app.add_option("--output", options.output);
  parser.app.add_option("--jobs", options.jobs)->check(number(1, 256));
  parser.app.add_option("--schedules", options.schedules)->check(number(1, 1'000'000));
  parser.app.add_option("--explore", options.explore)->check(one_of({"singles", "pairs", "walk"}));
  parser.app.add_option("--seed", options.seed)->check(number(0, std::numeric_limits<std::uint64_t>::max()));
}

void describe_grade(Parser& parser) {
  auto& options = begin<GradeOptions>(parser);
  parser.app.add_option("CLASS", options.folder)->required();
  parser.app.add_option("WHAT", options.what);
  parser.app.add_option("--output", options.output);
  auto* go_on = parser.app.add_flag("--continue", options.go_on);
  parser.app.add_flag("--anew", options.anew)->excludes(go_on);
  parser.app.add_option("--jobs", options.jobs)->check(CLI::Range(1, 256));
}

void describe_replay(Parser& parser) {
  auto& options = begin<ReplayOptions>(parser);
  parser.app.add_option("TOKEN", options.token)->required();
  auto* dir = parser.app.add_option("--dir", options.dir);
  parser.app.add_flag("--solutions", options.solutions)->excludes(dir);
}

void describe_trace(Parser& parser) {
  auto& options = begin<TraceOptions>(parser);
  parser.app.add_option("WHAT", options.what)->required();
  auto* dir = parser.app.add_option("--dir", options.dir);
  parser.app.add_flag("--solutions", options.solutions)->excludes(dir);
}

void describe_explain(Parser& parser) { parser.app.add_option("CHECK", begin<ExplainOptions>(parser).check)->required(); }

void describe_watch(Parser& parser) { parser.app.add_option("WHAT", begin<WatchOptions>(parser).what); }

void describe_walk(Parser& parser) {
  auto& options = begin<WalkOptions>(parser);
  parser.app.add_option("LAB", options.where);
  parser.app.add_flag("--list", options.list);
}

void describe_list(Parser& parser) { parser.app.add_option("WHAT", begin<ListOptions>(parser).what); }

void describe_hint(Parser& parser) {
  auto& options = begin<HintOptions>(parser);
  parser.app.add_option("CHECK", options.check)->required();
  parser.app.add_flag("--seen", options.seen);
}

void describe_reset(Parser& parser) { parser.app.add_option("WHAT", begin<ResetOptions>(parser).what)->required(); }
void describe_doctor(Parser& parser) { begin<DoctorOptions>(parser); }
void describe_weave(Parser& parser) { parser.app.add_flag("--check", begin<WeaveOptions>(parser).check); }
void describe_matrix(Parser& parser) { begin<MatrixOptions>(parser); }
void describe_run(Parser& parser) { begin<RunOptions>(parser); }  // parsed by hand: the rest is the program's

constexpr std::pair<std::string_view, void (*)(Parser&)> kCommands[] = {
    {"check", describe_check}, {"grade", describe_grade},   {"run", describe_run}, {"list", describe_list}, {"hint", describe_hint},
    {"trace", describe_trace}, {"replay", describe_replay}, {"explain", describe_explain},
    {"reset", describe_reset}, {"doctor", describe_doctor}, {"weave", describe_weave}, {"watch", describe_watch},
    {"walk", describe_walk},     {"matrix", describe_matrix},
};

void describe(Parser& parser, const std::string& command) {
  const auto* row = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const auto& other) { return other.first == command; });
  if (row != std::end(kCommands)) return row->second(parser);
  std::vector<std::string> names{"help", "test"};
  for (const auto& [name, _] : kCommands) names.emplace_back(name);
  const std::string near = course::nearest(command, names);
  throw Unknown((command.starts_with('-') ? "no option `" : "no command `") + command + "`" +
                (near.empty() ? "; ./ipclab --help shows what there is" : "; did you mean " + near + "?"));
}

// What was wrong, as we would say it: the library's own sentences stay behind.
std::string in_our_words(const CLI::ParseError& wrong, const Parser& parser) {
  const std::string text = wrong.what();
  const std::string what = text.substr(0, text.find(": "));
  if (dynamic_cast<const CLI::ExtrasError*>(&wrong) != nullptr)
    if (const auto left = parser.app.remaining(); !left.empty())
      return (left.front().starts_with('-') ? "there is no option `" : "one word too many, `") + left.front() + "`";
  if (dynamic_cast<const CLI::RequiredError*>(&wrong) != nullptr) return text.substr(0, text.find(' ')) + " is missing";
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&wrong) != nullptr) return what + " wants a value behind it";
  if (dynamic_cast<const CLI::ValidationError*>(&wrong) != nullptr && text.size() > what.size()) return what + text.substr(what.size() + 1);
  if (dynamic_cast<const CLI::ExcludesError*>(&wrong) != nullptr)
    return what.substr(0, what.find(' ')) + " and " + what.substr(what.rfind(' ') + 1) + " do not go together";
  return text;
}

bool asks_for_help(const std::string& word) { return word == "--help" || word == "-h"; }

// Everything behind the program is its own, options too.
RunOptions parse_run(const std::vector<std::string>& args) {
  if (args.size() < 2) throw Unknown("run wants LAB/PROGRAM; ./ipclab run --help shows how");
  if (args[1].starts_with('-')) throw Unknown("run has no option `" + args[1] + "`; the program comes first, its own options after it");
  RunOptions options;
  options.program = args[1];
  options.args.assign(args.begin() + 2, args.end());
  if (!options.args.empty() && options.args.front() == "--") options.args.erase(options.args.begin());
  return options;
}

}  // namespace

Options parse(const std::vector<std::string>& args) {
  if (args.empty()) return OverviewOptions{};
  const std::string& command = args.front();
  if (asks_for_help(command)) return HelpOptions{};
  if (command == "--version") return VersionOptions{};
  if (command == "help") return HelpOptions{args.size() > 1 && !asks_for_help(args[1]) ? args[1] : ""};
  if (command == "test") throw Unknown("`test` is the launcher's: type ./ipclab test in the project's folder");
  if (args.size() > 1 && asks_for_help(args[1]) && !help(command).empty()) return HelpOptions{command};
  if (command == "run") return parse_run(args);
  Parser parser;
  parser.app.set_help_flag();
  describe(parser, command);
  std::vector<std::string> rest(args.rbegin(), args.rend() - 1);  // CLI11 takes them from the back
  if (std::any_of(rest.begin(), rest.end(), asks_for_help)) return HelpOptions{command};
  try {
    parser.app.parse(rest);
  } catch (const CLI::ParseError& wrong) {
    throw Unknown(command + ": " + in_our_words(wrong, parser) + "; ./ipclab " + command + " --help shows how");
  }
  return std::move(parser.options);
}

std::vector<std::string> option_names(const std::string& command) {
  Parser parser;
  parser.app.set_help_flag();
  describe(parser, command);
  std::vector<std::string> names;
  for (const CLI::Option* option : parser.app.get_options())
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  return names;
}

}  // namespace ipclab::app
