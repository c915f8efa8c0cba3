// right: no ring at all but a list, each text in one block with its link; a counter says when it is full
#include "ring.hpp"
#include <stdlib.h>
#include <string.h>

struct node {
  node* next;
  char* text;
};

static node*& first(ring* queue) { return reinterpret_cast<node*&>(queue->more); }

ring* ring_init(ring* queue, int size) {
  if (queue == NULL || size < 1) return NULL;
  memset(queue, 0, sizeof *queue);
  queue->size = size;
  if (pthread_mutex_init(&queue->mutex, NULL) != 0) return NULL;
  return queue;
}

int ring_push(ring* queue, const char* text) {
  if (queue == NULL || text == NULL) return -1;
  node* const last = static_cast<node*>(malloc(sizeof(node)));
  last->next = NULL;
  last->text = static_cast<char*>(malloc(strlen(text) + 1));
  strcpy(last->text, text);
  pthread_mutex_lock(&queue->mutex);
  const bool room = queue->count < queue->size;
  if (room) {
    node** end = &first(queue);
    while (*end != NULL) end = &(*end)->next;
    *end = last;
    queue->count++;
  }
  pthread_mutex_unlock(&queue->mutex);
  if (room) return 1;
  free(last->text);
  free(last);
  return 0;
}

char* ring_pop(ring* queue) {
  if (queue == NULL) return NULL;
  char* text = NULL;
  pthread_mutex_lock(&queue->mutex);
  if (node* const oldest = first(queue)) {
    first(queue) = oldest->next;
    text = oldest->text;
    free(oldest);
    queue->count--;
  }
  pthread_mutex_unlock(&queue->mutex);
  return text;
}

void ring_clear(ring* queue) {
  if (queue == NULL) return;
  for (char* text; (text = ring_pop(queue)) != NULL;) free(text);
  pthread_mutex_destroy(&queue->mutex);
}
