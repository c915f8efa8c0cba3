#include "support/sample_grade.hpp"

#include "course/grading.hpp"

namespace ipclab::tests {
namespace {

using check::Symptom;
using check::Verdict;
using course::Diagnostic;
using course::GradedCheck;

GradedCheck graded(const std::string& id, const std::string& says, Verdict verdict, int weight = 1, bool catches = true) {
  GradedCheck one;
  one.result.lab = "pipe";
  one.result.check = id;
  one.result.program = "relay";
  one.result.step = 3;
  one.result.says = says;
  one.result.man = "pipe(7): read returns 0 only when every write end is closed.";
  one.result.weight = weight;
  one.result.verdict = verdict;
  one.result.ms = 4.25;
  one.catches = catches;
  return one;
}

GradedCheck stuck() {
  GradedCheck one = graded("ends-with-input", "ends when its input ends, and so does its child", Verdict::failed, 2);
  check::Finding finding;
  finding.symptom = {Symptom::Kind::stuck, "read"};
  finding.happened = "relay never ends: all its processes are blocked for ever.";
  const std::string why = "The only write end of pipe:[8812] still open is fd 4 of relay itself.";
  const auto waiting = [&](const std::string& who, const std::string& call, const std::string& object, int line) {
    check::Waiting task;
    task.who = who;
    task.call = call;
    task.object = object;
    task.at = check::Place{"relay.cpp", line, "main"};
    task.because = why;
    finding.waiting.push_back(task);
  };
  waiting("relay", "read(3)", "pipe:[8812]", 41);
  waiting("relay's child", "wait4(12)", "child 12", 7);
  finding.notes = {"Its standard input is still open; it was to end without waiting for more."};
  finding.actual = "one\\ntwo\\n";
  finding.at = check::Place{"relay.cpp", 41, "main"};
  finding.ms = 4.2;
  one.result.finding = finding;
  one.result.bug = "write-end-open";
  one.result.explored = check::Explored{7, 18, 0, 0, "singles", false, false, 1, "pipe/ends-with-input:new+relay.c1/read.2",
                                        "Schedule 7 of 38 holds relay's child before read(2) at copy.hpp:7 until nobody else can go on."
                                        " Among the others, the one that came last goes first."};
  one.hints = 3;
  one.hints_seen = 1;
  return one;
}

GradedCheck wrong_output() {
  GradedCheck one = graded("passes-all", "passes on what it gets, byte by byte, whatever those bytes may be and however many", Verdict::failed);
  check::Finding finding;
  finding.symptom = {Symptom::Kind::output, "different"};
  finding.happened = "relay wrote something else to standard output than promised. The first difference is at byte 16 (counted from 0).";
  finding.expected = "one two three\\n";
  finding.actual = std::string("a\x1b[31mred\x07 and a tail") + std::string(600, 'x');
  finding.at = check::Place{"relay.cpp", 12, ""};
  one.result.finding = finding;
  return one;
}

}  // namespace

course::Grade sample_grade() {
  course::Grade grade;
  grade.tree = "labs";
  grade.isolation.tier = world::Tier::reduced;
  grade.isolation.because = "clone3 was refused: Operation not permitted (EPERM)";
  grade.isolation.weaker = {"Programs see this machine's processes."};
  grade.notes = {"labs/pipe/1-sender/sender.cpp is not UTF-8 (byte 0xe4 in line 3)."};
  grade.seconds = 1.5;
  course::GradedLab lab;
  lab.id = "pipe";
  lab.title = "Pipes";
  course::GradedStep sender{1, "sender", "The end of input", {}, {}, {}, 2, 0};
  sender.builds.push_back({"sender", "sender.cpp does not compile", false, false,
                           {{Diagnostic::Kind::error, "sender.cpp", 3, 21, "'y' was not declared in this scope"},
                            {Diagnostic::Kind::error, "sender.cpp", 4, 1, "expected ';' before '}' token"},
                            {Diagnostic::Kind::error, "sender.cpp", 5, 1, "third"},
                            {Diagnostic::Kind::error, "sender.cpp", 6, 1, "fourth"}},
                           "sender.cpp:3:21: error: ...\n", ".ipclab/log/pipe-sender.txt"});
  sender.checks = {graded("sender-ends", "ends when its input ends", Verdict::blocked)};
  sender.checks[0].result.because = "sender.cpp does not compile";
  course::GradedStep relay{3, "relay", "The ends", {}, {{Diagnostic::Kind::warning, "relay.cpp", 9, 7, "unused variable 'n' [-Wunused-variable]"}}, {}, 3, 1};
  relay.checks = {stuck(), wrong_output(), graded("heading", "prints its heading once", Verdict::passed, 2),
                  graded("says-output-closed", "says so, with exit 1, when nobody reads its output", Verdict::blocked, 3),
                  graded("slow-reader", "loses nothing when its output is read late", Verdict::inconclusive),
                  graded("memory", "keeps to its own memory", Verdict::skipped), graded("quiet", "says nothing", Verdict::broken, 1, false)};
  relay.checks[2].result.explored = check::Explored{40, 33, 4, 10, "singles", false, false, 1, "", "", 2, 19};
  relay.checks[3].result.because = "pipe/ends-with-input failed";
  relay.checks[4].result.because = "nobody slept";
  relay.checks[5].result.because = "the compiler here has no AddressSanitizer (libasan)";
  relay.checks[6].result.because = "open /proc/7/fd: Permission denied (EACCES)";
  lab.steps = {sender, relay};
  grade.labs = {lab};
  course::count_points(grade);
  return grade;
}

}  // namespace ipclab::tests
