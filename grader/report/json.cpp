#include "report/json.hpp"

#include "report/words.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ipclab::report {
namespace {

using check::Verdict;
using json = nlohmann::ordered_json;  // in the order in which a person would read it

constexpr std::size_t kLongestText = 4096;

json text(std::string_view from) {
  std::string all = clean(from);
  if (all.size() > kLongestText) {
    std::size_t cut = kLongestText;
    while (cut > 0 && (static_cast<unsigned char>(all[cut]) & 0xc0U) == 0x80U) --cut;  // not inside a character
    all = all.substr(0, cut) + " … " + std::to_string(all.size() - cut) + " bytes more";
  }
  return all;
}

// The compiler's message keeps its lines.
json lines(std::string_view log) {
  json all = json::array();
  while (!log.empty() && all.size() < 200) {
    const auto end = std::min(log.find('\n'), log.size());
    all.push_back(text(log.substr(0, end)));
    log.remove_prefix(std::min(end + 1, log.size()));
  }
  return all;
}

json texts(const std::vector<std::string>& from) {
  json all = json::array();
  for (const std::string& one : from) all.push_back(text(one));
  return all;
}

double rounded(double number) { return std::round(number * 1000) / 1000; }

json place(const check::Place& from) {
  json to{{"file", text(from.file)}, {"line", from.line}};
  if (!from.function.empty()) to["function"] = text(from.function);
  return to;
}

json diagnostics(const std::vector<course::Diagnostic>& from) {
  json all = json::array();
  for (const course::Diagnostic& one : from)
    all.push_back({{"kind", one.kind == course::Diagnostic::Kind::error ? "error" : "warning"},
                   {"file", text(one.file)}, {"line", one.line}, {"column", one.column}, {"message", text(one.message)}});
  return all;
}

json finding(const check::Finding& from) {
  json to{{"symptom", {{"kind", name(from.symptom.kind)}, {"detail", text(from.symptom.detail)}}}, {"happened", text(from.happened)}};
  to["waiting"] = json::array();
  for (const check::Waiting& line : from.waiting) {
    json row{{"who", text(line.who)}, {"call", text(line.call)}, {"object", text(line.object)}, {"because", text(line.because)}};
    if (line.at) row["at"] = place(*line.at);
    if (line.from) row["from"] = place(*line.from);
    to["waiting"].push_back(std::move(row));
  }
  to["notes"] = texts(from.notes);
  if (from.expected) to["expected"] = text(*from.expected);
  if (from.actual) to["actual"] = text(*from.actual);
  if (from.at) to["at"] = place(*from.at);
  to["ms"] = rounded(from.ms);
  return to;
}

json explored(const check::Explored& from) {
  json to{{"schedules", from.schedules}, {"points", from.points}, {"left_out", from.left_out}, {"no_choice", from.no_choice}, {"level", from.level},
          {"sampled", from.sampled}, {"reduced", from.reduced}, {"seed", from.seed}};
  if (!from.token.empty()) to["token"] = text(from.token);
  if (!from.held.empty()) to["held"] = text(from.held);
  return to;
}

json check_entry(const course::GradedCheck& graded) {
  const auto& result = graded.result;
  json to{{"id", result.check}, {"says", text(result.says)}, {"program", result.program}, {"verdict", name(result.verdict)},
          {"weight", result.weight}, {"points", graded.points}, {"max_points", graded.max_points}};
  if (!result.because.empty()) to["because"] = text(result.because);
  if (!result.man.empty()) to["man"] = text(result.man);
  if (result.bug) to["bug"] = *result.bug;
  if (result.finding) to["finding"] = finding(*result.finding);
  if (result.explored) to["explored"] = explored(*result.explored);
  to["ms"] = rounded(result.ms);
  return to;
}

json build_entry(const course::BuildFinding& build) {
  return {{"program", build.program}, {"because", text(build.because)}, {"machine", build.machine},
          {"diagnostics", diagnostics(build.diagnostics)}, {"log", lines(build.log)}};
}

json step_entry(const course::GradedStep& step) {
  json to{{"number", step.number}, {"name", step.name}, {"title", text(step.title)}, {"bugs", step.bugs}, {"repaired", step.repaired}};
  to["builds"] = json::array();
  for (const auto& build : step.builds) to["builds"].push_back(build_entry(build));
  to["warnings"] = diagnostics(step.warnings);
  to["checks"] = json::array();
  for (const auto& check : step.checks) to["checks"].push_back(check_entry(check));
  return to;
}

json summary(const course::Grade& grade) {
  json to{{"checks", grade.checks()}};
  for (const Verdict verdict :
       {Verdict::passed, Verdict::failed, Verdict::blocked, Verdict::inconclusive, Verdict::skipped, Verdict::broken})
    to[std::string(name(verdict))] = grade.count(verdict);
  int points = 0, most = 0;
  for (const auto& lab : grade.labs) {
    points += lab.points;
    most += lab.max_points;
  }
  to["points"] = points;
  to["max_points"] = most;
  to["provisional"] = grade.provisional();
  to["exit_code"] = grade.exit_code();
  return to;
}

}  // namespace

std::string json_report(const course::Grade& grade, const Machine& machine) {
  json to{{"format_version", kFormatVersion}, {"tree", text(grade.tree)}};
  to["summary"] = summary(grade);
  to["labs"] = json::array();
  for (const auto& lab : grade.labs) {
    json entry{
        {"id", lab.id}, {"title", text(lab.title)}, {"points", lab.points}, {"max_points", lab.max_points}, {"steps", json::array()}};
    for (const auto& step : lab.steps) entry["steps"].push_back(step_entry(step));
    to["labs"].push_back(std::move(entry));
  }
  to["isolation"] = {{"tier", name(grade.isolation.tier)}, {"because", text(grade.isolation.because)},
                     {"calls_watched", grade.isolation.calls_watched}, {"weaker", texts(grade.isolation.weaker)}};
  to["machine"] = {{"kernel", text(machine.kernel)},
                   {"architecture", text(machine.architecture)},
                   {"cpus", machine.cpus},
                   {"compiler", text(machine.compiler)}};
  to["notes"] = texts(grade.notes);
  to["seconds"] = rounded(grade.seconds);
  return to.dump(2) + "\n";
}

}  // namespace ipclab::report
