#include "app/help.hpp"

#include "course/selection.hpp"

#include <algorithm>

namespace ipclab::app {
namespace {

constexpr std::string_view kExitCodes =
    "Exit status: 0 all passed, 1 something failed, 2 wrong usage or it could not be\n"
    "done, 3 nothing failed but something is not known, 130 interrupted.\n";

constexpr std::string_view kWhat =
    "WHAT is a lab (pipe), a step of it (pipe/3), a program (pipe/relay) or a check\n"
    "(pipe/ends-with-input). The path of a file in labs/ will do as well.\n";

// These explain themselves, but are not for students.
bool for_authors(std::string_view command) { return command == "weave" || command == "matrix"; }

constexpr std::string_view kSchedules =
    R"(The words of reports

  promise    What labs/LAB/README.md says that a program does. A check looks at
             one of them.
  world      Each run of a check is closed in, with processes, IPC objects and
             files of its own. Nothing of it stays on your machine.
  grader     It plays everybody outside your programs: it types their input,
             reads what they write, sends signals, and does each at a moment
             that it chooses.
  schedule   Who goes on when several could: threads, processes, and the grader
             with what it does next. A program that keeps its promise keeps it
             under every schedule; one that waits for luck does not. So some
             checks are run many times, each time under another schedule, and
             each of these runs the same way every time.
  point      A moment at which a thread can be held up: just before a call such
             as read(2); for close, fork and unlock just after it; or before it
             touches memory that others share. It has nothing to do with the
             points that you score.
  held up    "holds relay before read(2) until nobody else can go on": relay has
             to wait there although it could go on, as if the machine had been
             busy just then. "holds the grader before it sends a signal": the
             signal comes as late as it can. Each point is tried in both orders,
             if the program comes to it in both. Where nobody else could go on
             nobody is held: it would change nothing.
  order      Of all who can go on, the one that was there first goes first
             (old), or the one that came last (new).
  relay#2    The second time that relay was started. relay.c1 is relay's first
             child, relay.t1 its first thread, relay.x1 the first program that
             it executed.
  token      A schedule in one word, for `replay` and `trace`:
             LAB/CHECK:ORDER+WHO/CALL.NUMBER. The last part says who is held,
             and before which of its calls: read.2 is its second read. Behind
             the order may stand ~fail=fork.1.EAGAIN: the grader lets the first
             fork fail with EAGAIN, as if there were too many processes.
  newly broken
             A promise that the program kept as it was given to you, and keeps
             no more: a repair has broken it. It costs points.
  for ever   All sleep, and none of them can be woken by anybody: proven, not
             waited for. Time does not come into it: under a schedule a sleep of
             an hour is over at once.
  provisional
             A smaller search than usual was asked for (--schedules, --explore,
             --seed), and so far nothing was found. It is neither a pass nor a
             failure, and nothing is written down about it.
)";

const std::vector<CommandHelp> kHelps = {
    {"check", "say which promises your programs keep, and prove what is wrong",
     R"(Usage: ./ipclab check [WHAT…] [options]

Builds your programs and runs each check in a world of its own. A failed one
shows what was promised, what was seen, on which line, and why.
Without WHAT: everything. What a check builds on is checked with it.

  --dir DIR        read the programs from DIR, laid out like labs/
  --solutions      check the solutions instead
  --format FORMAT  text (for people) or json (docs/report.schema.json)
  --output FILE    write the report to FILE instead of standard output
  --jobs N         worlds side by side (default: one a CPU)
  --schedules N    try at most N schedules of a check (default: 400): in each,
                   threads and processes go on in another order. With fewer
                   than there are, what was not found broken is no pass yet
  --explore HOW    singles: hold up one thread at one point (default); pairs:
                   then also at two points; walk: orders drawn at random
  --seed N         of all that is drawn at random (default: 1)

Examples:
  ./ipclab check pipe/1                    one step
  ./ipclab check pipe/relay                one program
  ./ipclab check --format json --output result.json
  ./ipclab check pipe --dir /srv/handed-in/kim
)"},
    {"watch", "check again on every save, and keep the screen up to date",
     R"(Usage: ./ipclab watch [WHAT]

Shows the step you are at, what is repaired, and the first promise that is not
kept, with the evidence. Each save of a file under labs/ is checked at once; a
save while checks are running ends them and begins anew. Without WHAT it goes on
where you were; ./ipclab alone on a terminal does the same.

Keys: h the next hint, n next step, p step before, l the course, r run the
checks again, e your editor ($EDITOR, else $VISUAL, vi or nano), x the file as
it was given (asks first, keeps yours), ? help, q leave.

Example:
  ./ipclab watch pipe/3
)"},
    {"walk", "predict what a small program does, run it, learn why, repair",
     R"(Usage: ./ipclab walk [LAB[/STATION]] [--list]

For those who study alone: a path through a lab. Each experiment is a small
program and a claim that you may hear. You predict what the program will do; it
is run, live and closed in; what it did stands beside your prediction, and then
the reason, with its manual page. Where luck decides who goes on, it is run
under every schedule, and all that can happen is shown. Speed is measured here
and now. Between the experiments stand the steps of the lab that they are about,
to repair. What you predicted wrong comes back a little later.

Type the number of an answer and Enter. Other keys, each with Enter: o the
program, s skip, l the stations, ? help, q leave. Without LAB it goes on where
you were. Your answers are kept in .ipclab/walk.json.

Change a program and run it again: you see what it does then, and it counts for
nothing until `reset` has brought the program back.

  --list           show the paths, or the stations of LAB, and how they stand

Examples:
  ./ipclab walk
  ./ipclab walk pipe
  ./ipclab walk pipe/full
)"},
    {"run", "build a program and run it by hand",
     R"(Usage: ./ipclab run LAB/PROGRAM [ARGS…]

Builds your program with the flags that checks use and runs it as your own:
here, with this terminal, these pipes and these arguments. Its exit status is
the one you get; 1 when it does not compile.

Examples:
  printf 'one two\nthree\n' | ./ipclab run pipe/sender | xxd
  ./ipclab run pipe/bulk README.md
)"},
    {"list", "show labs, steps and checks, and how they stand",
     R"(Usage: ./ipclab list [WHAT…]

Shows what there is, with the last verdict of each check:
  ✓ passed   ✗ failed   – blocked by another one   ? not decided
  » cannot be checked on this machine   ! trouble of the grader's own

Example:
  ./ipclab list pipe
)"},
    {"hint", "the next of three hints for a failed check",
     R"(Usage: ./ipclab hint CHECK [--seen]

Once a check has failed, the next hint to the mistake that it showed: first a
question, then a pointer, then almost the answer. Hints cost no points.

  --seen           show again the hints you have seen, and no new one

Example:
  ./ipclab hint pipe/ends-with-input
)"},
    {"reset", "bring files back as they were; yours are kept aside",
     R"(Usage: ./ipclab reset WHAT…

Puts the files of a lab, a step, a program or an experiment back as the course
gives them. What you had is kept under .ipclab/kept/, and you are told where.

Examples:
  ./ipclab reset pipe/relay
  ./ipclab reset pipe/3
  ./ipclab reset pipe/experiments/full
)"},
    {"trace", "draw a check: who did what when, who slept, who was held",
     R"(Usage: ./ipclab trace WHAT [options]

Runs one check and draws what happened: time runs downwards, each process and
thread has a column, and so has the grader. Beside it stands what it calls, on
which line, where it sleeps, who woke it, and where the schedule held it. When
the check is broken in a schedule, that one is drawn; when it is kept, the one
in which nobody is held. WHAT is a check, a program that has only one, or a
token as `replay` takes it.

  --dir DIR        read the programs from DIR, laid out like labs/
  --solutions      draw the solutions instead

Examples:
  ./ipclab trace pipe/ends-with-input
  ./ipclab trace pipe/ends-with-input --solutions
)"},
    {"explain", "what was wrong and why, once a check has passed",
     R"(Usage: ./ipclab explain CHECK

For what you have repaired: each mistake that the check catches, the broken text
beside the repaired one of the course, why it is wrong in real programs and
where to read on; and what the check says of a program with this mistake and no
other. If only some schedule shows the mistake, it is drawn, and the same
schedule on your program below it. Opens when the check has passed; until then
there is `hint`.

Example:
  ./ipclab explain pipe/ends-with-input
)"},
    {"replay", "run a check again in the very schedule that broke it",
     R"(Usage: ./ipclab replay TOKEN [options]

A check that was broken in one schedule names it by a token. This command builds
the programs as they are now and runs that schedule, and no other: whether it
fails is the same every time. On a program that never comes to the point where
the schedule holds it, there is nothing to compare, and that is said.

  --dir DIR        read the programs from DIR, laid out like labs/
  --solutions      run the solutions instead

Example:
  ./ipclab replay sigprocmask/misses-no-signal:old+waiter/pause.1
)"},
    {"grade", "check what a whole class has handed in",
     R"(Usage: ./ipclab grade CLASS [WHAT…] [options]

CLASS is a folder with one folder a student, each laid out like labs/:
CLASS/kim/pipe/1-sender/sender.cpp. It is only read. Without WHAT every lab is
graded that somebody has handed in. Results are kept student by student, so an
interrupted run loses nothing that was done:

  grades.csv     a row for each student and lab
  steps.csv      a row for each student, lab and step
  grades.json    all of it (docs/grades.schema.json)
  students/      a whole report for each student, as check --format json has it

  --output DIR   where they go (default: ./<name of CLASS>-grades)
  --continue     keep what is there; grade those who are not graded yet, or have
                 handed in something new
  --anew         forget what is there; grade all again
  --jobs N       worlds side by side, in all (default: one a CPU)

Exit status: 0 everybody is graded, whatever the points; 2 wrong usage, or the
results cannot be written; 3 somebody is not graded, or something is not known;
130 interrupted, and what was graded is kept.

Examples:
  ./ipclab grade /srv/handed-in
  ./ipclab grade /srv/handed-in pipe/1 --output first-week
  ./ipclab grade /srv/handed-in --continue
)"},
    {"doctor", "say what this machine can do, and what to do about the rest",
     R"(Usage: ./ipclab doctor

Tries what the grader needs: how far worlds can be closed, the compiler, the
kernel's means, memory and disk. Each line says what to do where it matters.
)"},
    {"weave", "for authors: write labs/ from solutions/",
     R"(Usage: ./ipclab weave [--check]

Weaves every bug into the masters under solutions/ and writes the result to
labs/, with the given files. Overwrites what is there: not for students, who
want `reset`.

  --check          write nothing; say where labs/ differs, exit 1 if it does
)"},
    {"matrix", "for authors: measure all mistakes and checks",
     R"(Usage: ./ipclab matrix

Runs every check on the solutions, and the check that each mistake belongs to on
a program with that mistake alone; writes what that took to docs/matrix.md. It
takes some minutes, and stops where something does not come out as it should.
)"},
};

bool takes_what(std::string_view command) { return command == "check" || command == "grade" || command == "list" || command == "reset"; }

}  // namespace

const std::vector<CommandHelp>& command_helps() { return kHelps; }

std::string help(const std::string& command) {
  std::string text;
  if (command.empty()) {
    text = "IPC Lab: repair programs that talk to each other; see proof of what is wrong.\n\n"
           "Usage: ./ipclab [COMMAND …]          ./ipclab COMMAND --help for more\n\n";
    for (const CommandHelp& one : kHelps)
      if (!for_authors(one.name)) text += "  " + std::string(one.name) + std::string(9 - one.name.size(), ' ') + std::string(one.summary) + "\n";
    text += "  test     build and run the project's own tests\n\n"
            "What reports speak of (schedule, point, token, ...): ./ipclab help schedules\n\n";
    return text + "Begin with:\n  ./ipclab check start\nor, if you study alone, with\n  ./ipclab walk\n\n" + std::string(kWhat) + "\n" + std::string(kExitCodes);
  }
  if (command == "schedules") return std::string(kSchedules);
  const auto found = std::find_if(kHelps.begin(), kHelps.end(), [&](const CommandHelp& one) { return one.name == command; });
  if (found == kHelps.end()) throw course::Unknown("there is no help on `" + command + "`");
  text = found->text;
  if (takes_what(command)) text += "\n" + std::string(kWhat);
  if (command == "check" || command == "replay") text += "\n" + std::string(kExitCodes);
  return text;
}

}  // namespace ipclab::app
