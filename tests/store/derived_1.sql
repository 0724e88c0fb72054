-- A record of two pages and one judgement as Firsthand with derived tables 1 wrote it; tests upgrade it.
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE capture (
	id TEXT NOT NULL, 
	path TEXT NOT NULL, 
	url TEXT, 
	fetched_at TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	charset TEXT NOT NULL, 
	via TEXT NOT NULL, 
	length BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE judgement (
	id TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	act TEXT NOT NULL, 
	about TEXT NOT NULL, 
	capture_id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	exact TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	field TEXT, 
	value TEXT, 
	other TEXT, 
	roles TEXT NOT NULL, 
	saw TEXT NOT NULL, 
	supersedes TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE ledger (
	step TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	out_digest TEXT NOT NULL, 
	state TEXT NOT NULL, 
	ran_at TEXT NOT NULL, 
	ms INTEGER NOT NULL, 
	PRIMARY KEY (step, unit_id)
);
CREATE TABLE problem (
	step TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	message TEXT NOT NULL, 
	capture_id TEXT, 
	start INTEGER, 
	stop INTEGER, 
	PRIMARY KEY (step, unit_id, n)
);
CREATE TABLE article (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	capture_id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	runs TEXT NOT NULL, 
	language TEXT, 
	layout TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	published TEXT, 
	declared_source TEXT, 
	words INTEGER NOT NULL, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='n', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE left_out (
	capture_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (capture_id, n)
);
CREATE TABLE fingerprint (
	hash BIGINT NOT NULL, 
	article_id TEXT NOT NULL, 
	PRIMARY KEY (hash, article_id)
)
 WITHOUT ROWID

;
CREATE TABLE reuse_link (
	id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	from_article TEXT NOT NULL, 
	to_article TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	coverage_from FLOAT NOT NULL, 
	coverage_to FLOAT NOT NULL, 
	direction TEXT NOT NULL, 
	why TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE mention (
	id TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE attribution (
	id TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	cue TEXT NOT NULL, 
	content TEXT NOT NULL, 
	addressee TEXT NOT NULL, 
	venue TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	stance TEXT NOT NULL, 
	source_kind TEXT NOT NULL, 
	speaker TEXT, 
	speaker_span TEXT NOT NULL, 
	speaker_why TEXT NOT NULL, 
	inside TEXT, 
	confidence FLOAT NOT NULL, 
	"by" TEXT NOT NULL, 
	kept_by_hand BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE family (
	id TEXT NOT NULL, 
	founder TEXT, 
	founder_why TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE entity (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE chain (
	id TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	attribution_id TEXT NOT NULL, 
	origin TEXT, 
	origin_named BOOLEAN NOT NULL, 
	reaches_origin BOOLEAN NOT NULL, 
	breaks TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE original (
	capture_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (capture_id, n), 
	FOREIGN KEY(capture_id) REFERENCES capture (id)
);
CREATE TABLE part (
	article_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	PRIMARY KEY (article_id, n), 
	FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE datum (
	article_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT NOT NULL, 
	how TEXT NOT NULL, 
	start INTEGER, 
	stop INTEGER, 
	words TEXT, 
	PRIMARY KEY (article_id, n), 
	FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE passage (
	link_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	from_start INTEGER NOT NULL, 
	from_stop INTEGER NOT NULL, 
	to_start INTEGER NOT NULL, 
	to_stop INTEGER NOT NULL, 
	PRIMARY KEY (link_id, n), 
	FOREIGN KEY(link_id) REFERENCES reuse_link (id) ON DELETE CASCADE
);
CREATE TABLE family_member (
	family_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	article_id TEXT NOT NULL, 
	PRIMARY KEY (family_id, n), 
	FOREIGN KEY(family_id) REFERENCES family (id) ON DELETE CASCADE
);
CREATE TABLE entity_name (
	entity_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (entity_id, role, n), 
	FOREIGN KEY(entity_id) REFERENCES entity (id) ON DELETE CASCADE
);
CREATE TABLE hop (
	chain_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	party TEXT, 
	kind TEXT NOT NULL, 
	how TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	start INTEGER, 
	stop INTEGER, 
	words TEXT, 
	PRIMARY KEY (chain_id, n), 
	FOREIGN KEY(chain_id) REFERENCES chain (id) ON DELETE CASCADE
);
CREATE INDEX ix_judgement_supersedes ON judgement (supersedes);
CREATE INDEX ix_judgement_capture_id ON judgement (capture_id);
CREATE INDEX ix_problem_capture_id ON problem (capture_id);
CREATE INDEX ix_article_capture_id ON article (capture_id);
CREATE INDEX ix_article_outlet ON article (outlet);
CREATE INDEX ix_article_published ON article (published);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN INSERT INTO article_words(rowid, title, text) VALUES (new.n, new.title, new.text); END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text); END;
CREATE INDEX fingerprint_article ON fingerprint (article_id);
CREATE INDEX ix_reuse_link_from_article ON reuse_link (from_article);
CREATE INDEX ix_reuse_link_unit_id ON reuse_link (unit_id);
CREATE INDEX ix_reuse_link_to_article ON reuse_link (to_article);
CREATE INDEX mention_name ON mention (name, kind);
CREATE INDEX ix_mention_article_id ON mention (article_id);
CREATE INDEX ix_attribution_source_kind ON attribution (source_kind);
CREATE INDEX ix_attribution_article_id ON attribution (article_id);
CREATE INDEX ix_attribution_speaker ON attribution (speaker);
CREATE INDEX ix_entity_name ON entity (name);
CREATE INDEX ix_chain_attribution_id ON chain (attribution_id);
CREATE INDEX ix_chain_origin ON chain (origin);
CREATE INDEX ix_chain_article_id ON chain (article_id);
CREATE INDEX ix_family_member_article_id ON family_member (article_id);
CREATE INDEX entity_name_name ON entity_name (name, role);
CREATE INDEX ix_hop_party ON hop (party);
INSERT INTO meta VALUES ('schema', '1');
INSERT INTO meta VALUES ('derived', '1');
INSERT INTO capture VALUES ('2c5e538970194fd8a4968bb88630021134452ea325d5d32f392b112d9b323587', 'one.txt', NULL, '2026-11-21T10:05:25.023104Z', 'text/plain', 'utf-8', 'folder', 106);
INSERT INTO capture VALUES ('f750678c28aef3abac73e82d61a7abf34f3a244d1ee4bd7961b43947563d4f43', 'two.txt', NULL, '2026-11-21T10:05:25.023104Z', 'text/plain', 'utf-8', 'folder', 61);
INSERT INTO original VALUES ('2c5e538970194fd8a4968bb88630021134452ea325d5d32f392b112d9b323587', 0, X'28B52FFD206A9D020052451117A0356DE0716D78B99FCB4644C8E6F4D102B03054C5E0014518DCE01AB1739EEB946E5C9F1DDD6ACE035E6409D0C6AEFE55229CB56A674329858CE5E14AD67A1540FFF246030046103EF3EA0D439501');
INSERT INTO original VALUES ('f750678c28aef3abac73e82d61a7abf34f3a244d1ee4bd7961b43947563d4f43', 0, X'28B52FFD203DE901004F72736B20636F756E7473206974732073686970730A0A4361707461696E204265726F2073616964207468652073686970732061726520736166652E0A');
INSERT INTO judgement VALUES ('j-20261121100525161247-e2igqkxgdwfqz', '2026-11-21T10:05:25.161247Z', 'Ada', 'set', 'attribution', 'f750678c28aef3abac73e82d61a7abf34f3a244d1ee4bd7961b43947563d4f43', 41, 59, 'the ships are safe', 'ts its ships

Captain Bero said ', '.
', 'speaker', 'Captain Bero', NULL, '[]', '', NULL);
INSERT INTO ledger VALUES ('extract', '2c5e538970194fd8a4968bb88630021134452ea325d5d32f392b112d9b323587', 'b0cbacd699669e43e38c67f710aa6000', '0707c09ea83e50f0c9ed932bf60c8123', 'done', '2026-11-21T10:05:25.036681Z', 0);
INSERT INTO ledger VALUES ('extract', 'f750678c28aef3abac73e82d61a7abf34f3a244d1ee4bd7961b43947563d4f43', 'aca09dc72fe80b9988b658486306f46b', '3df510ef5cb71461f8e787793d70d64c', 'done', '2026-11-21T10:05:25.036755Z', 0);
INSERT INTO ledger VALUES ('shingle', 'a-7ixuwfyzl4kcr', 'a4c1bee043e8b9a41278ccab365d2cf8', '1570c122797a300dd75ad5b5627b87ca', 'done', '2026-11-21T10:05:25.056227Z', 0);
INSERT INTO ledger VALUES ('shingle', 'a-ij6gtyeujheq6', '82054dbbbee83c761321cc7b52617980', '53579c11b3271816498fb74782186376', 'done', '2026-11-21T10:05:25.056361Z', 0);
INSERT INTO ledger VALUES ('read', 'a-ij6gtyeujheq6', '850631f24e3c3cd85d236322017f3f70', 'cb688b59370512908a3741768bcfe036', 'done', '2026-11-21T10:05:25.093698Z', 0);
INSERT INTO ledger VALUES ('family', 'record', '9a1318461b3c3125dfedb878dba876a8', 'ccaadfc9a4b5c8944176f8e58737c311', 'done', '2026-11-21T10:05:25.105285Z', 0);
INSERT INTO ledger VALUES ('trace', 'a-ij6gtyeujheq6', 'fbea909622c8704be6d8016652d75fd1', '071d9c6fd0a890cad3279f3cd33523e8', 'done', '2026-11-21T10:05:25.123846Z', 0);
INSERT INTO ledger VALUES ('read', 'a-7ixuwfyzl4kcr', '4f21d33daf08934971c75d183ae4ad79', '12ccc3d57f7fb2e32311f1b095f13527', 'done', '2026-11-21T10:05:25.170441Z', 0);
INSERT INTO ledger VALUES ('resolve', 'record', '63d6ee9fe31020b9be70c8b117d3edd8', 'c0143704f1cb0e00e1dda4cdbbaabe20', 'done', '2026-11-21T10:05:25.177189Z', 0);
INSERT INTO ledger VALUES ('trace', 'a-7ixuwfyzl4kcr', 'a2a68f01b0dee9cf0f550a85300acbd8', '8acf97a94aebdfbce692519464fad0f1', 'done', '2026-11-21T10:05:25.185050Z', 0);
INSERT INTO article VALUES (1, 'a-ij6gtyeujheq6', '2c5e538970194fd8a4968bb88630021134452ea325d5d32f392b112d9b323587', 0, 105, 'Varna opens the bridge

Minister Olena said the bridge over the Tamar is open again to all traffic today.', '0 105 0 105', 'en', 'rims', '6c5ed9bc645bf36859ee9ff94bca398f', 'Varna opens the bridge', 'Varna', NULL, NULL, 15);
INSERT INTO article VALUES (2, 'a-7ixuwfyzl4kcr', 'f750678c28aef3abac73e82d61a7abf34f3a244d1ee4bd7961b43947563d4f43', 0, 60, 'Orsk counts its ships

Captain Bero said the ships are safe.', '0 60 0 60', 'en', 'rims', '21096cafc1117a03a57b5be2422e995e', 'Orsk counts its ships', 'Orsk', NULL, NULL, 7);
INSERT INTO part VALUES ('a-ij6gtyeujheq6', 0, 'headline', 0, 22);
INSERT INTO part VALUES ('a-ij6gtyeujheq6', 1, 'body', 22, 105);
INSERT INTO part VALUES ('a-7ixuwfyzl4kcr', 0, 'headline', 0, 21);
INSERT INTO part VALUES ('a-7ixuwfyzl4kcr', 1, 'body', 21, 60);
INSERT INTO datum VALUES ('a-ij6gtyeujheq6', 0, 'title', 'Varna opens the bridge', 'header_line', 0, 22, 'Varna opens the bridge');
INSERT INTO datum VALUES ('a-ij6gtyeujheq6', 1, 'outlet', 'Varna', 'inferred', NULL, NULL, NULL);
INSERT INTO datum VALUES ('a-7ixuwfyzl4kcr', 0, 'title', 'Orsk counts its ships', 'header_line', 0, 21, 'Orsk counts its ships');
INSERT INTO datum VALUES ('a-7ixuwfyzl4kcr', 1, 'outlet', 'Orsk', 'inferred', NULL, NULL, NULL);
INSERT INTO mention VALUES ('m-3nojzeot3j6vb', 'a-ij6gtyeujheq6', 0, 0, 5, 'person', 'Varna');
INSERT INTO mention VALUES ('m-6y4ing43yoxrj', 'a-ij6gtyeujheq6', 1, 24, 32, 'person', 'Minister');
INSERT INTO mention VALUES ('m-wg2lnklnpkwcr', 'a-ij6gtyeujheq6', 2, 33, 38, 'person', 'Olena');
INSERT INTO mention VALUES ('m-ysjq3oe4gz4w4', 'a-ij6gtyeujheq6', 3, 64, 69, 'person', 'Tamar');
INSERT INTO mention VALUES ('m-cwvbqju5nkpuk', 'a-7ixuwfyzl4kcr', 0, 0, 4, 'person', 'Orsk');
INSERT INTO mention VALUES ('m-a5js3a3ydwa4q', 'a-7ixuwfyzl4kcr', 1, 23, 30, 'person', 'Captain');
INSERT INTO mention VALUES ('m-seo72fgdxunbc', 'a-7ixuwfyzl4kcr', 2, 31, 35, 'person', 'Bero');
INSERT INTO attribution VALUES ('s-vbvcirm7ib6hx', 'a-ij6gtyeujheq6', 4, '33-38', '39-43', '44-104', '', '', 'indirect', 'asserts', 'named_person', 'Olena', '33-38', 'named here', NULL, 0.5, 'test 1', 0);
INSERT INTO attribution VALUES ('s-rjdi2qcy4beud', 'a-7ixuwfyzl4kcr', 3, '31-35', '36-40', '41-59', '', '', 'indirect', 'asserts', 'named_person', 'Captain Bero', '31-35', 'decided by a person', NULL, 0.5, 'person:Ada', 0);
INSERT INTO entity VALUES ('e-m4fyp6uzrtjs7', 'person', 'Bero', 'one name');
INSERT INTO entity VALUES ('e-iouk5zco52xlk', 'person', 'Captain', 'one name');
INSERT INTO entity VALUES ('e-xyavblkef5vbh', 'person', 'Minister', 'one name');
INSERT INTO entity VALUES ('e-5shmr5nhchqm7', 'person', 'Olena', 'one name');
INSERT INTO entity VALUES ('e-rvd6t4xayapwf', 'person', 'Orsk', 'one name');
INSERT INTO entity VALUES ('e-pgg2fi2oan46v', 'person', 'Tamar', 'one name');
INSERT INTO entity VALUES ('e-wupow6c7dta3a', 'person', 'Varna', 'one name');
INSERT INTO entity_name VALUES ('e-m4fyp6uzrtjs7', 'form', 0, 'Bero');
INSERT INTO entity_name VALUES ('e-m4fyp6uzrtjs7', 'key', 0, 'Bero');
INSERT INTO entity_name VALUES ('e-iouk5zco52xlk', 'form', 0, 'Captain');
INSERT INTO entity_name VALUES ('e-iouk5zco52xlk', 'key', 0, 'Captain');
INSERT INTO entity_name VALUES ('e-xyavblkef5vbh', 'form', 0, 'Minister');
INSERT INTO entity_name VALUES ('e-xyavblkef5vbh', 'key', 0, 'Minister');
INSERT INTO entity_name VALUES ('e-5shmr5nhchqm7', 'form', 0, 'Olena');
INSERT INTO entity_name VALUES ('e-5shmr5nhchqm7', 'key', 0, 'Olena');
INSERT INTO entity_name VALUES ('e-rvd6t4xayapwf', 'form', 0, 'Orsk');
INSERT INTO entity_name VALUES ('e-rvd6t4xayapwf', 'key', 0, 'Orsk');
INSERT INTO entity_name VALUES ('e-pgg2fi2oan46v', 'form', 0, 'Tamar');
INSERT INTO entity_name VALUES ('e-pgg2fi2oan46v', 'key', 0, 'Tamar');
INSERT INTO entity_name VALUES ('e-wupow6c7dta3a', 'form', 0, 'Varna');
INSERT INTO entity_name VALUES ('e-wupow6c7dta3a', 'key', 0, 'Varna');
