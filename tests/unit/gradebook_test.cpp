#include "report/gradebook.hpp"
#include "support/catch.hpp"
#include "support/sample_grade.hpp"
#include "support/schema.hpp"

using namespace ipclab;
using namespace ipclab::report;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

Gradebook sample_book() {
  Gradebook book{.folder = "/srv/autumn", .what = {"pipe"}, .left_out = {"notes.txt is no folder"}, .students = {}};
  StudentMark kim{.student = "kim, \"the\nfirst\"", .key = "kim, \"the%0Afirst\"", .report = true, .isolation = "root"};
  kim.submitted = date(0);
  kim.graded = date(86400);
  kim.seconds = 1.25;
  kim.digest = "0123456789abcdef";
  kim.labs = marks_of(tests::sample_grade());
  book.students = {kim, {.student = "bad\xff", .key = "bad%FF", .trouble = "is a symbolic link, which the grader does not follow"}};
  return book;
}

// RFC 4180, from the outside: records of fields.
std::vector<std::vector<std::string>> records(const std::string& csv) {
  std::vector<std::vector<std::string>> all(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && csv.substr(i, 2) == "\"\"") all.back().back() += csv[++i];
    else if (c == '"') quoted = !quoted;
    else if (quoted) all.back().back() += c;
    else if (c == ',') all.back().emplace_back();
    else if (csv.substr(i, 2) == "\r\n") {
      ++i;
      all.push_back({""});
    } else all.back().back() += c;
  }
  CHECK_FALSE(quoted);
  CHECK(all.back() == std::vector<std::string>{""});  // the last record has its end
  all.pop_back();
  return all;
}

}  // namespace

TEST_CASE("a field of a table is quoted when it has to be, and only then") {
  CHECK(csv_field("kim") == "kim");
  CHECK(csv_field("") == "");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("a \"b\"") == "\"a \"\"b\"\"\"");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
  CHECK(csv_field(" a") == "\" a\"");
}

TEST_CASE("the tables hold every student, whatever the name, and as many fields in each row as in the header") {
  const Gradebook book = sample_book();
  for (const std::string& csv : {labs_csv(book), steps_csv(book)}) {
    const auto all = records(csv);
    REQUIRE(all.size() > 1);
    for (const auto& record : all) CHECK(record.size() == all.front().size());
    CHECK(all[1][0] == book.students[0].student);
  }
  const auto labs = records(labs_csv(book));
  CHECK(labs.size() == 1 + book.students[0].labs.size() + 1);
  CHECK(labs.back()[0] == "bad\\xff");
  CHECK(labs.back()[2].empty());  // not graded is not 0
  CHECK(labs.back().back() == book.students[1].trouble);
}

TEST_CASE("the marks of a report are its points and its verdicts") {
  const course::Grade grade = tests::sample_grade();
  const auto marks = marks_of(grade);
  REQUIRE(marks.size() == grade.labs.size());
  int checks = 0, passed = 0, points = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    CHECK(marks[i].points == grade.labs[i].points);
    CHECK(marks[i].max_points == grade.labs[i].max_points);
    CHECK(marks[i].steps.size() == grade.labs[i].steps.size());
    const Counts& counts = marks[i].counts;
    checks += counts.passed + counts.failed + counts.blocked + counts.inconclusive + counts.skipped + counts.broken;
    passed += counts.passed;
    for (const StepMark& step : marks[i].steps) points += step.max_points;
    for (const auto& step : grade.labs[i].steps)
      for (const auto& build : step.builds) CHECK_THAT(marks[i].remark, ContainsSubstring(build.program));
  }
  CHECK(checks == grade.checks());
  CHECK(passed == grade.count(check::Verdict::passed));
  CHECK(points > 0);
}

TEST_CASE("what the same is wrong with is said once") {
  course::Grade grade;
  grade.tree = "/srv/autumn/kim";
  course::GradedStep step;
  for (const char* program : {"sender", "relay"}) {
    step.builds.push_back({.program = program, .because = "/srv/autumn/kim/pipe/" + std::string(program) + ".cpp is missing", .missing = true});
    step.builds.push_back({.program = program, .because = std::string(program) + ".cpp does not compile"});
  }
  step.builds.push_back({.program = "bulk", .because = "/srv/autumn/kim/pipe/bulk.cpp is a directory, not a file"});
  grade.labs.push_back({.id = "pipe", .title = "", .steps = {step}});
  CHECK(marks_of(grade).front().remark == "missing: sender.cpp, relay.cpp; sender.cpp, relay.cpp: each does not compile; bulk.cpp is a directory, not a file");
}

TEST_CASE("the gradebook keeps to its schema and is read back as it was") {
  const Gradebook book = sample_book();
  const std::string text = gradebook_json(book);
  CHECK(tests::breaches(json::parse(text), "docs/grades.schema.json") == std::vector<std::string>{});
  CHECK(tests::breaches(json::parse(gradebook_json({})), "docs/grades.schema.json") == std::vector<std::string>{});
  CHECK(tests::schema_in("docs/grades.schema.json")["properties"]["format_version"]["const"] == kGradebookVersion);
  json surprise = json::parse(text);
  surprise["students"][0].erase("points");
  surprise["students"][0]["labs"][0]["extra"] = 1;
  CHECK(tests::breaches(surprise, "docs/grades.schema.json").size() == 2);
  const auto again = read_gradebook(text);
  REQUIRE(again);
  CHECK(gradebook_json(*again) == text);
  CHECK(again->students[0].student == book.students[0].student);
  CHECK(again->graded() == 1);
  const auto mark = read_mark(mark_json(book.students[0]));
  REQUIRE(mark);
  CHECK(mark_json(*mark) == mark_json(book.students[0]));
}

TEST_CASE("a gradebook that is cut anywhere, or none of ours, is no gradebook") {
  const std::string text = gradebook_json(sample_book());
  for (std::size_t length = 0; length + 2 < text.size(); length += 7) CHECK_FALSE(read_gradebook(text.substr(0, length)));
  for (const char* other : {"{}", "[]", "null", "{\"format_version\": 2}", "{\"format_version\": 1, \"class\": 3}", "\xff"}) CHECK_FALSE(read_gradebook(other));
  CHECK_FALSE(read_mark("{}"));
}

TEST_CASE("dates are written for people and sorted by machines") {
  CHECK(date(0) == "1970-01-01T00:00:00Z");
  CHECK(date(1772280000) == "2026-02-28T12:00:00Z");
}
