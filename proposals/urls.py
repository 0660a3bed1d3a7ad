from django.urls import include, path

from proposals import publication
from proposals.views import (
    boards,
    checks,
    comments,
    entries,
    papers,
    pictures,
    proposals,
    reviews,
    sections,
    sources,
    structure,
    threads,
    version_papers,
    versions,
    word,
)

app_name = "proposals"

READING = {"kind": publication.READING}

of_one_proposal = [
    path("", proposals.proposal, name="proposal"),
    path("sections/new/", proposals.add_section, name="add-section"),
    path("ask-group/", checks.ask_group, name="ask-group"),
    path("check/", checks.group_check, name="group-check"),
    path("check/<int:part>/", checks.confirm, name="confirm"),
    path("take-back/", checks.take_back, name="take-back"),
    path("office-check/", checks.office_check, name="office-check"),
    path("finalise/", checks.finalise, name="finalise"),
    path("submit/", proposals.submit, name="submit"),
    path("numbering/", structure.numbering, name="numbering"),
    path("pictures/<int:picture>/", pictures.picture, name="picture"),
    path("comments/", comments.comments, name="comments"),
    path("comments/<int:thread>/reply/", comments.reply, name="comment-reply"),
    path("comments/<int:thread>/settle/", comments.settle, name="comment-settle"),
    path("comments/<int:thread>/unsettle/", comments.unsettle, name="comment-unsettle"),
    path("publish/", proposals.publish, name="publish"),
    path("sources/", sources.sources, name="sources"),
    path("evidence/", sources.evidence, name="evidence"),
    path("versions/", versions.list, name="versions"),
    path("versions/keep/", versions.keep, name="keep-version"),
    path("versions/compare/", versions.compare, name="compare"),
    path("versions/writers/", versions.writers_now, name="writers"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/writers/", versions.writers_then, name="version-writers"),
    path("versions/<int:number>/restore/", versions.restore, name="restore"),
    path("versions/<int:number>/paper/", version_papers.paper, name="version-paper"),
    path("versions/<int:number>/paper/state/", version_papers.state, name="version-paper-state"),
    path("versions/<int:number>/paper/file/", version_papers.file, name="version-paper-file"),
    path("versions/<int:number>/reading/", version_papers.paper, READING, name="reading"),
    path(
        "versions/<int:number>/reading/state/", version_papers.state, READING, name="reading-state"
    ),
    path("versions/<int:number>/reading/file/", version_papers.file, READING, name="reading-file"),
    path("versions/<int:number>/word/", word.version_word, name="version-word"),
    path("versions/<int:number>/word/state/", word.version_word_state, name="version-word-state"),
    path("versions/<int:number>/word/file/", word.version_word_file, name="version-word-file"),
    path("paper/", papers.paper, name="paper"),
    path("paper/state/", papers.paper_state, name="paper-state"),
    path("paper/file/", papers.paper_file, name="paper-file"),
]
of_one_section = [
    path("", sections.section, name="section"),
    path("settings/", sections.section_settings, name="section-settings"),
    path("plain/", sections.plain_text, name="plain-text"),
    path("word/", word.section_word, name="section-word"),
    path("bring-in/", word.bring_in, name="bring-in"),
    path("bring-in/<uuid:key>/", word.incoming, name="incoming"),
    path("sync/", sections.sync, name="sync"),
    path("entries/", entries.entries, name="entries"),
    path("labels/", structure.labels, name="labels"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("threads/", threads.threads, name="threads"),
    path("threads/<int:thread>/replies/", threads.replies, name="replies"),
    path("threads/<int:thread>/resolve/", threads.resolve, name="resolve"),
    path("threads/<int:thread>/reopen/", threads.reopen, name="reopen"),
]
of_one_source = [
    path("", entries.entry, name="entry"),
    path("edit/", entries.edit_entry, name="edit-entry"),
    path("delete/", entries.delete_entry, name="delete-entry"),
]
urlpatterns = [
    path("g/<slug:slug>/proposals/", proposals.list, name="list"),
    path("g/<slug:slug>/proposals/new/", proposals.start, name="start"),
    path("g/<slug:slug>/proposals/<int:pk>/", include(of_one_proposal)),
    path("g/<slug:slug>/proposals/sections/<int:pk>/", include(of_one_section)),
    path("g/<slug:slug>/proposals/board/", boards.board, name="board"),
    path("proposals/board/", boards.board_of_all, name="board-of-all"),
    path("g/<slug:slug>/sources/new/", entries.add_entry, name="add-entry"),
    path("g/<slug:slug>/sources/<int:pk>/", include(of_one_source)),
    path("comments/", comments.for_me, name="comments-for-me"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/ask-changes/", reviews.ask_changes, name="ask-changes"),
    path("reviews/<int:pk>/read/", reviews.mark_read, name="mark-read"),
    path("reviews/<int:pk>/endorse/", reviews.endorse, name="endorse"),
]
