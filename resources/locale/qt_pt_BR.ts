<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt's own Portuguese leaves in English. Compiled with: pyside6-lrelease qt_pt_BR.ts -->
<TS version="2.1" language="pt_BR">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Procurar em:</translation></message>
    <message><source>Files of &amp;type:</source><translation>Arquivos do &amp;tipo:</translation></message>
</context>
</TS>
