// Uses memory that is not there.

int main() {
  *static_cast<volatile int*>(nullptr) = 1;
}
