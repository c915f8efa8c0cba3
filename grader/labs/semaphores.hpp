// What the checks of the semaphores lab have in common, in whichever file they stand.
#pragma once
#include "labs/alike.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ipclab::labs::semaphores {

// Somebody who is in, at the bench or at the board, goes out.
void goes_out(check::Trial& t, check::Process& who);

// Of two whose input is open one has got in and the other one waits. The one who is in goes, then the other.
void go_one_by_one(check::Trial& t, check::Process& one, check::Process& other);

// Steps 3 to 5, the programs with a keeper, whose checks stand in semaphores_kept.cpp.
std::vector<check::Check> kept();

}  // namespace ipclab::labs::semaphores
