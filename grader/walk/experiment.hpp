// Runs an experiment: built like a student's program, in a world of its own, once or under every schedule.
#pragma once
#include "course/build.hpp"
#include "walk/observation.hpp"
#include "world/inside.hpp"
#include "world/isolation.hpp"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::walk {

struct Outcome {
  std::size_t times = 0;               // in how many schedules
  Observation seen;
};

struct Shown {
  std::string trouble;                 // not empty: nothing was run, and this is why: it does not compile, the machine cannot
  bool lacking = false;                // the machine cannot show this one
  bool changed = false;                // the program is not as it was given: what it does says nothing about any prediction
  std::string log;                     // what the compiler said about it
  std::vector<std::string> notes;
  std::size_t schedules = 0;
  bool sampled = false;                // there are more schedules than were run
  std::vector<Outcome> outcomes;       // different ones, in the order in which they were first seen

  [[nodiscard]] std::vector<Observation> observations() const;
};

struct Laboratory {
  const course::Catalog& catalog;
  std::filesystem::path build_folder;
  world::Isolation isolation;
  int jobs = 1;
  std::function<void(const std::string& what)> progress = {};  // while something runs, about once a second
};

// A program that uses more is ended: enough for what is measured on a slow machine, too.
[[nodiscard]] double cpu_seconds_for(const Station& station);

// Throws posix::Error when the machine is at fault.
[[nodiscard]] Shown run_station(const Laboratory& laboratory, const Path& path, const Station& station);

// Inside the world.
[[nodiscard]] bool is_experiment(const world::Request& request);
[[nodiscard]] world::Answer run_experiment(world::World& world, const world::Request& request);

}  // namespace ipclab::walk
