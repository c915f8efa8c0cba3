// The gradebook as a document, written and read back: what was graded before is gone on with from there.
#include "course/source.hpp"
#include "report/gradebook.hpp"
#include "report/words.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ipclab::report {
namespace {

using json = nlohmann::ordered_json;

json text(const std::string& from) { return course::is_utf8(from) ? from : clean(from); }

json counts(const Counts& from) {
  return {{"passed", from.passed}, {"failed", from.failed}, {"blocked", from.blocked},
          {"inconclusive", from.inconclusive}, {"skipped", from.skipped}, {"broken", from.broken}};
}

Counts counts_in(const json& from) {
  return {from.at("passed"), from.at("failed"), from.at("blocked"), from.at("inconclusive"), from.at("skipped"), from.at("broken")};
}

json lab_entry(const LabMark& lab) {
  json to{{"id", lab.lab}, {"handed_in", lab.handed_in}, {"points", lab.points}, {"max_points", lab.max_points},
          {"provisional", lab.provisional()}, {"counts", counts(lab.counts)}, {"remark", text(lab.remark)}};
  to["steps"] = json::array();
  for (const StepMark& step : lab.steps)
    to["steps"].push_back({{"number", step.number}, {"name", step.name}, {"points", step.points}, {"max_points", step.max_points},
                           {"mistakes", step.mistakes}, {"repaired", step.repaired}, {"counts", counts(step.counts)}});
  return to;
}

LabMark lab_in(const json& from) {
  LabMark lab{.lab = from.at("id"), .handed_in = from.at("handed_in"), .points = from.at("points"), .max_points = from.at("max_points"),
              .counts = counts_in(from.at("counts")), .remark = from.at("remark")};
  for (const json& step : from.at("steps"))
    lab.steps.push_back({step.at("number"), step.at("name"), step.at("points"), step.at("max_points"), step.at("mistakes"),
                         step.at("repaired"), counts_in(step.at("counts"))});
  return lab;
}

json entry(const StudentMark& mark) {
  json to{{"student", text(mark.student)}, {"key", mark.key}, {"graded", mark.trouble.empty()}};
  if (!mark.trouble.empty()) to["because"] = text(mark.trouble);
  if (mark.report) to["report"] = "students/" + mark.key + ".json";
  to["provisional"] = mark.provisional();
  int points = 0, most = 0;
  for (const LabMark& lab : mark.labs) {
    points += lab.points;
    most += lab.max_points;
  }
  to["points"] = points;
  to["max_points"] = most;
  to["isolation"] = mark.isolation;
  to["seed"] = mark.seed;
  to["submitted_at"] = mark.submitted;
  to["graded_at"] = mark.graded;
  to["seconds"] = std::round(mark.seconds * 1000) / 1000;
  to["digest"] = mark.digest;
  to["labs"] = json::array();
  for (const LabMark& lab : mark.labs) to["labs"].push_back(lab_entry(lab));
  return to;
}

StudentMark mark_in(const json& from) {
  StudentMark mark{.student = from.at("student"), .key = from.at("key"), .trouble = from.value("because", ""),
                   .report = from.contains("report"), .isolation = from.at("isolation"), .submitted = from.at("submitted_at"),
                   .graded = from.at("graded_at"), .seed = from.at("seed"), .seconds = from.at("seconds"), .digest = from.at("digest")};
  for (const json& lab : from.at("labs")) mark.labs.push_back(lab_in(lab));
  return mark;
}

json texts(const std::vector<std::string>& from) {
  json all = json::array();
  for (const std::string& one : from) all.push_back(text(one));
  return all;
}

}  // namespace

std::string gradebook_json(const Gradebook& book) {
  json to{{"format_version", kGradebookVersion}, {"class", text(book.folder)}, {"what", texts(book.what)}, {"left_out", texts(book.left_out)}};
  const int all = static_cast<int>(book.students.size());
  to["summary"] = {{"students", all}, {"graded", book.graded()}, {"not_graded", all - book.graded()}, {"provisional", book.provisional()}};
  to["students"] = json::array();
  for (const StudentMark& mark : book.students) to["students"].push_back(entry(mark));
  return to.dump(1) + "\n";
}

std::optional<Gradebook> read_gradebook(const std::string& text) try {
  const json from = json::parse(text);
  if (from.at("format_version") != kGradebookVersion) return std::nullopt;
  Gradebook book{.folder = from.at("class"), .what = from.at("what"), .left_out = from.at("left_out"), .students = {}};
  for (const json& student : from.at("students")) book.students.push_back(mark_in(student));
  return book;
} catch (const json::exception&) {
  return std::nullopt;
}

std::string mark_json(const StudentMark& mark) { return entry(mark).dump(); }

std::optional<StudentMark> read_mark(const std::string& text) try {
  return mark_in(json::parse(text));
} catch (const json::exception&) {
  return std::nullopt;
}

}  // namespace ipclab::report
