// One check, once, under one schedule: to see again what was found, or to draw it.
#pragma once
#include "check/wire.hpp"
#include "course/build.hpp"
#include "course/selection.hpp"
#include "schedule/token.hpp"
#include "world/isolation.hpp"
#include <filesystem>
#include <optional>

namespace ipclab::course {

struct SingleOptions {
  Tree tree;
  std::filesystem::path build_folder;  // of the cache
  int stop_fd = -1;                    // readable: stop (Pool::run)
  bool traced = false;                 // with a timeline
};

struct Single {
  bool interrupted = false;            // then nothing below is there
  std::optional<Built> not_built;      // a program that could not be built: nothing was run
  check::TrialReply trial;             // its result has `explored`, with the token and the schedule in words
};

// The check that a token names. Throws Unknown.
[[nodiscard]] Chosen check_of(const Catalog& catalog, const schedule::Token& token);

// Throws posix::Error.
[[nodiscard]] Single run_single(const Catalog& catalog, const Chosen& chosen, const schedule::Plan& plan, const world::Isolation& isolation,
                                const SingleOptions& options);

// Which delays of the plan never came about, a sentence each: "client.c1 never came to its call number 2 of read".
[[nodiscard]] std::vector<std::string> never_reached(const check::TrialReply& trial);

}  // namespace ipclab::course
