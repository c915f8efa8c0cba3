#include "report/text.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/sample_grade.hpp"
#include "support/source_text.hpp"

using namespace ipclab;

TEST_CASE("the report of a run with one of everything reads as approved") {
  tests::approve("report", report::text_report(tests::sample_grade(), {}));
}

TEST_CASE("the report in colour differs from the plain one in colours only") {
  const std::string coloured = report::text_report(tests::sample_grade(), {true, 80});
  tests::approve("report-in-colour", coloured);
  std::string plain;
  for (std::size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\x1b') at = coloured.find('m', at);
    else plain += coloured[at];
  }
  CHECK(plain == report::text_report(tests::sample_grade(), {}));
}

TEST_CASE("no line of a report is wider than the terminal") {
  for (const std::size_t width : {60U, 80U, 100U})
    for (const std::string& line : tests::lines_of(report::text_report(tests::sample_grade(), {false, width}))) {
      if (line.find("replay: ") != std::string::npos) continue;  // to be copied in one piece
      INFO(line);
      CHECK(report::columns(line) <= width);
    }
}
