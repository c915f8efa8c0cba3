#include "app/app.hpp"

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/help.hpp"
#include "app/terminal.hpp"
#include "check/wire.hpp"
#include "course/compile.hpp"
#include "course/selection.hpp"
#include "posix/error.hpp"
#include "walk/experiment.hpp"
#include "world/inside.hpp"

#include <exception>
#include <unistd.h>

namespace ipclab::app {
namespace {

struct Dispatch {
  int operator()(const OverviewOptions& options) const { return overview(options); }
  int operator()(const HelpOptions& options) const { return show_help(options); }
  int operator()(const VersionOptions& options) const { return show_version(options); }
  int operator()(const WatchOptions& options) const { return watch(options); }
  int operator()(const WalkOptions& options) const { return walk_through(options); }
  int operator()(const CheckOptions& options) const { return check(options); }
  int operator()(const GradeOptions& options) const { return grade(options); }
  int operator()(const RunOptions& options) const { return run_by_hand(options); }
  int operator()(const ListOptions& options) const { return list(options); }
  int operator()(const HintOptions& options) const { return hint(options); }
  int operator()(const ResetOptions& options) const { return reset(options); }
  int operator()(const TraceOptions& options) const { return trace(options); }
  int operator()(const ExplainOptions& options) const { return explain(options); }
  int operator()(const ReplayOptions& options) const { return replay(options); }
  int operator()(const DoctorOptions& options) const { return doctor(options); }
  int operator()(const WeaveOptions& options) const { return weave(options); }
  int operator()(const MatrixOptions& options) const { return matrix(options); }
};

world::Answer handle(world::World& world, const world::Request& request) {
  if (check::is_trial(request)) return check::run_trial(world, request);
  if (course::is_compile(request)) return course::run_compile(world, request);
  if (walk::is_experiment(request)) return walk::run_experiment(world, request);
  throw posix::Error("request", "that nobody here understands", EPROTO);
}

}  // namespace

int show_help(const HelpOptions& options) {
  print(help(options.command));
  return kAllPassed;
}

int run(int argc, char** argv) {
  open_standard_streams();
  die_when_interrupted();
  try {
    return std::visit(Dispatch{}, parse({argv + (argc > 0 ? 1 : 0), argv + argc}));
  } catch (const std::exception& trouble) {  // Unknown, Malformed, posix::Error: one line each
    complain(trouble.what());
    return kUsage;
  }
}

int host_main_if_asked(int argc, char** argv) {
  if (!world::is_host(argc, argv)) return -1;
  return world::serve_worlds(argc, argv, handle);
}

}  // namespace ipclab::app
