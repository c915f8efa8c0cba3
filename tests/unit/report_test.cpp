#include "course/grading.hpp"
#include "report/json.hpp"
#include "report/schedules.hpp"
#include "report/text.hpp"
#include "report/words.hpp"
#include "support/catch.hpp"
#include "support/sample_grade.hpp"
#include "support/schema.hpp"
#include "support/source_text.hpp"

#include <functional>
#include <nlohmann/json.hpp>

using namespace ipclab;
using check::Symptom;
using check::Verdict;
using nlohmann::json;

namespace {

json report_of(const course::Grade& grade) { return json::parse(report::json_report(grade, {"Linux 6.1", "x86_64", 2, "/usr/bin/g++-12"})); }

}  // namespace

TEST_CASE("the JSON report keeps to its schema") {
  CHECK(tests::breaches(report_of(tests::sample_grade()), "docs/report.schema.json") == std::vector<std::string>{});
  CHECK(tests::breaches(report_of({}), "docs/report.schema.json") == std::vector<std::string>{});
  CHECK(tests::schema_in("docs/report.schema.json")["properties"]["format_version"]["const"] == report::kFormatVersion);
}

TEST_CASE("the schema asks for something: a report without a field is refused") {
  json report = report_of(tests::sample_grade());
  report["labs"][0]["steps"][1]["checks"][0].erase("verdict");
  report["surprise"] = 1;
  CHECK(tests::breaches(report, "docs/report.schema.json").size() == 2);
}

TEST_CASE("what a program printed reaches JSON escaped and bounded") {
  course::Grade grade = tests::sample_grade();
  grade.labs[0].steps[1].checks[1].result.finding->actual = "\xff\x1b" + std::string(100000, 'x');
  const std::string text = report::json_report(grade, {});
  CHECK(text.size() < 30000);
  const json report = json::parse(text);
  const std::string actual = report["labs"][0]["steps"][1]["checks"][1]["finding"]["actual"];
  CHECK(actual.substr(0, 8) == "\\xff\\x1b");
}

TEST_CASE("points stand on what is to be repaired, and broken promises cost") {
  course::Grade grade;
  course::GradedLab lab;
  course::GradedStep step;
  const auto add = [&](Verdict verdict, int weight, bool catches) {
    course::GradedCheck one;
    one.result.verdict = verdict;
    one.result.weight = weight;
    one.catches = catches;
    step.checks.push_back(one);
  };
  add(Verdict::passed, 3, true);
  add(Verdict::failed, 2, true);
  add(Verdict::passed, 1, false);
  add(Verdict::failed, 2, false);
  add(Verdict::blocked, 1, false);
  lab.steps = {step};
  grade.labs = {lab};
  course::count_points(grade);
  CHECK(grade.labs[0].points == 1);
  CHECK(grade.labs[0].max_points == 5);
  grade.labs[0].steps[0].checks[0].result.verdict = Verdict::blocked;
  course::count_points(grade);
  CHECK(grade.labs[0].points == 0);
}

TEST_CASE("the exit status tells failed from not known") {
  const auto status_with = [](Verdict verdict) {
    course::Grade grade;
    grade.labs.resize(1);
    grade.labs[0].steps.resize(1);
    grade.labs[0].steps[0].checks.resize(2);
    grade.labs[0].steps[0].checks[0].result.verdict = Verdict::passed;
    grade.labs[0].steps[0].checks[1].result.verdict = verdict;
    return grade.exit_code();
  };
  CHECK(status_with(Verdict::passed) == 0);
  CHECK(status_with(Verdict::failed) == 1);
  for (const Verdict verdict : {Verdict::inconclusive, Verdict::skipped, Verdict::broken, Verdict::blocked}) CHECK(status_with(verdict) == 3);
  course::Grade stopped;
  stopped.interrupted = true;
  CHECK(stopped.exit_code() == 130);
}

TEST_CASE("a program that does not build is a failure, a machine that cannot is not") {
  course::Grade grade;
  grade.labs.resize(1);
  grade.labs[0].steps.resize(1);
  grade.labs[0].steps[0].checks.resize(1);
  grade.labs[0].steps[0].checks[0].result.verdict = Verdict::blocked;
  grade.labs[0].steps[0].builds.resize(1);
  CHECK(grade.exit_code() == 1);
  grade.labs[0].steps[0].builds[0].machine = true;
  CHECK(grade.exit_code() == 3);
}

TEST_CASE("the first evidence that matches chooses the bug") {
  check::Check check;
  check.catches = {{"one", {Symptom::Kind::stuck, "read"}}, {"two", {Symptom::Kind::stuck, ""}}};
  check::Finding finding;
  finding.symptom = {Symptom::Kind::stuck, "read"};
  CHECK(course::bug_behind(check, finding)->bug == "one");
  finding.symptom.detail = "write";
  CHECK(course::bug_behind(check, finding)->bug == "two");
  finding.symptom = {Symptom::Kind::status, "1"};
  CHECK(course::bug_behind(check, finding) == nullptr);
}

TEST_CASE("text is wrapped at blanks, by code points, and never inside an escape") {
  using report::wrapped;
  using Lines = std::vector<std::string>;
  CHECK(wrapped("", 10) == Lines{""});
  CHECK(wrapped("one two three", 8) == Lines{"one two", "three"});
  CHECK(wrapped("one\ntwo", 8) == Lines{"one", "two"});
  CHECK(wrapped("äöüäöü ß", 6) == Lines{"äöüäöü", "ß"});
  CHECK(wrapped("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrapped("abc\\x1bdef", 5) == Lines{"abc", "\\x1bd", "ef"});
  CHECK(wrapped("ab\\ncd", 3) == Lines{"ab", "\\nc", "d"});
  CHECK(wrapped("x abcdefghij", 5) == Lines{"x abc", "defgh", "ij"});
  CHECK(wrapped("a bcdef", 5) == Lines{"a", "bcdef"});
}

TEST_CASE("control characters and broken UTF-8 never reach a report") {
  CHECK(report::clean("a\x1b[1m\x07\n\t\x7f") == "a\\x1b[1m\\x07\\n\\t\\x7f");
  CHECK(report::clean("gr\xc3\xbc\xc3\x9f") == "gr\xc3\xbc\xc3\x9f");
  CHECK(report::clean("\xff\xc3") == "\\xff\\xc3");
  CHECK(report::clean("\xed\xa0\x80 \xe0\x80\x80 \xf4\x90\x80\x80") == "\\xed\\xa0\\x80 \\xe0\\x80\\x80 \\xf4\\x90\\x80\\x80");
  CHECK(report::clean("\xc2\x9b" "31m") == "\\xc2\\x9b31m");
}

TEST_CASE("what a repair has newly broken stands beside what is repaired") {
  CHECK(report::how_far(3, 4, 0) == "3 of 4 repaired");
  CHECK(report::how_far(4, 4, 1) == "4 of 4 repaired, 1 newly broken");
  CHECK(report::how_far(0, 0, 2) == "2 newly broken");
  CHECK(report::how_far(0, 0, 0).empty());
}

TEST_CASE("of schedules exactly those are told that were run") {
  course::GradedStep step;
  const auto kept = [&](check::Explored explored) {
    course::GradedCheck one;
    one.result.verdict = Verdict::passed;
    one.result.explored = std::move(explored);
    step.checks.push_back(std::move(one));
    const std::string text = report::kept_under_schedules(step);
    return text.substr(0, text.find(". What these words mean"));
  };
  // 11 points were seen, and nobody was held at any of them.
  CHECK(kept({2, 11, 0, 0, "orders", false, false, 1, "", "", 2, 0}) == "1 promise kept in each of 2 schedules: in two orders, with nobody held up");
  CHECK(kept({2, 9, 1, 0, "orders", false, false, 1, "", "", 2, 0}) == "2 promises kept in each of 4 schedules: in two orders for each promise, with nobody held up");
  CHECK(kept({40, 23, 4, 0, "singles", false, false, 1, "", "", 2, 19}) ==
        "3 promises kept in each of 44 schedules: 6 with nobody held up, in two orders for each promise; 38 with one thread, or the grader, held up "
        "once at each of 19 points, in one order or in both (left out: 4 that are the same again in a loop)");
  step.checks.clear();
  CHECK(kept({12, 23, 4, 10, "singles", false, false, 1, "", "", 2, 9}) ==
        "1 promise kept in each of 12 schedules: 2 with nobody held up, in two orders; 10 with one thread, or the grader, held up once at each of 9 "
        "points, in one order or in both (left out: 10 where nobody else could go on, and 4 that are the same again in a loop)");
  step.checks.clear();
  CHECK_THAT(kept({12, 23, 1, 10, "singles", false, false, 1, "", "", 2, 12}), Catch::Matchers::EndsWith(" and 1 that is the same again in a loop)"));
  step.checks.clear();
  CHECK(kept({400, 300, 0, 0, "singles", true, false, 7, "", "", 4, 290}) ==
        "1 promise kept in each of 400 schedules: 4 with nobody held up, in two orders, 2 of them with conditions that wake up for nothing; 396 with one "
        "thread, or the grader, held up once at 290 of 300 points, in one order or in both, drawn with --seed 7");
}
