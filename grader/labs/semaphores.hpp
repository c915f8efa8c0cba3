// What the checks of the semaphores lab have in common, in whichever file they stand.
#pragma once
#include "check/lab.hpp"
#include "check/trial.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ipclab::labs::semaphores {

// "A process that waits uses at most 0.2 s of CPU time meanwhile", and "the same from the end of its input to its exit".
constexpr double kWaiting = 0.2;
constexpr check::Budget kAtEnd{.cpu_seconds = 0.2};

// A message and this status, and nothing on standard output.
void refuses(check::Trial& t, std::string_view program, const std::vector<std::string>& args, int status = 2);

// Somebody who is in, at the bench or at the board, goes out.
void goes_out(check::Trial& t, check::Process& who);

// Of two whose input is open one has got in and the other one waits. The one who is in goes, then the other.
void go_one_by_one(check::Trial& t, check::Process& one, check::Process& other);

// Steps 3 to 5, the programs with a keeper, whose checks stand in semaphores_kept.cpp.
std::vector<check::Check> kept();

}  // namespace ipclab::labs::semaphores
